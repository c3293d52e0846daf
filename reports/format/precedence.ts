/**
 * The precedence of endings, the same for an example, a guarantee and a run: a proven violation holds whatever
 * else failed; a harness error decides only where no violation is proven.
 */
export const decisive = ['non-conformant', 'harness error'] as const

/**
 * What decides where endings differ, the same for an example, a guarantee and a run: a proven violation stands whatever
 * else failed, and a harness error is told only where nothing is proven.
 */
export const decisive = ['non-conformant', 'harness error'] as const

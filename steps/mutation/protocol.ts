/** What is asked of a worker. */
export type Request =
  | { readonly kind: 'open'; readonly file: string; readonly code: string; readonly tests: readonly string[] }
  | { readonly kind: 'dry-run' }
  | ({ readonly kind: 'mutation' } & MutationRun)

export interface MutationRun {
  readonly id: string
  /** The places of the tests that cover it, or all, however many there are. */
  readonly tests: readonly number[] | 'all'
  /** How often the mutated place may be passed before that counts as an endless loop. */
  readonly hitLimit: number
  readonly limitMs: number
}

export interface DryRun {
  readonly kind: 'passed'
  readonly loadMs: number
  readonly testsMs: readonly number[]
  readonly coverage: Coverage
}

/** How often each mutated place was passed, by its id: outside of any test, and in each test by its place. */
export interface Coverage {
  readonly static: Readonly<Record<string, number>>
  readonly perTest: Readonly<Record<string, Readonly<Record<string, number>>>>
}

export type Answer =
  | { readonly kind: 'opened' }
  | DryRun
  | { readonly kind: 'failed'; readonly because: string }
  | { readonly kind: 'survived' }
  /** `goesOn`: something of the mutation is still running, and would disturb the next. */
  | { readonly kind: 'killed' | 'did not end'; readonly goesOn: boolean }

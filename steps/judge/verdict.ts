import type { Header, Recorded } from '../observe/trace.ts'

/** The input of a check: the trace up to a moment, and the start of its window. */
export interface Moment {
  readonly header: Header
  readonly trace: Recorded
  /** The `seq` from which the window runs to the end of `trace`. */
  readonly from: number
}

/** What the controller did, or failed to do, when it broke a guarantee: violations of the same cause are reported as one. */
export interface Cause {
  readonly verb: 'create' | 'delete' | 'change' | 'report' | 'omit'
  /** The plural of the resource. */
  readonly resource: string
  /** The object, where one is meant. */
  readonly name?: string
  /** The field, of a change or a report. */
  readonly field?: string
}

/** What breaks a guarantee: the reason, the difference, and the entry of the trace. */
export interface Breach {
  readonly because: string
  readonly expected?: unknown
  readonly seen?: unknown
  /** The entry that broke it; of an omission the entry up to which it had not come. */
  readonly at: number
  readonly cause?: Cause
}

/**
 * The state of an expectation at a moment: it holds; it may still come true; it can no longer come true. A pending
 * expectation is broken when nothing more will happen.
 */
export type ExpectationState =
  | { readonly kind: 'kept' }
  | ({ readonly kind: 'pending' } & Omit<Breach, 'at'>)
  | ({ readonly kind: 'broken' } & Breach)
  /** The scenario compares with something that was never there: a fault of the suite. */
  | { readonly kind: 'invalid'; readonly because: string }

/** A guarantee that was broken in one example. */
export interface Violation extends Breach {
  /** The row of the ledger that is charged. */
  readonly guarantee: string
  readonly source: 'then' | 'invariant' | 'nothing else changed' | 'starting state' | 'omission' | 'rest'
  /** The text of the step, or the sentence of the invariant. */
  readonly sentence: string
}

/** The verdict of one example about the controller. */
export type Judgement =
  /** Every expectation and every invariant held. */
  | { readonly outcome: 'kept' }
  | {
      readonly outcome: 'broken'
      /** Earliest first; each group has one cause, and only its first is told in full. */
      readonly violations: readonly Violation[]
      /** Guarantees of the Rule that this example can't judge, and the guarantee whose violation is why. */
      readonly notJudged: readonly { readonly guarantee: string; readonly because: string }[]
      /** Also told: what went wrong beside it. */
      readonly harnessError?: string
    }
  | { readonly outcome: 'not applicable'; readonly reason: string }
  | { readonly outcome: 'harness error'; readonly message: string }

import type { Header, Recorded } from '../../observe/trace.ts'
import type { Breach } from '../verdict.ts'

/** The whole trace of an example. */
export interface History {
  readonly header: Header
  readonly trace: Recorded
}

/** A promise asked of every example's whole trace, whatever the example is about. */
export interface Invariant {
  /** The row of the ledger that a breach is charged to. */
  readonly guarantee: string
  readonly sentence: string
  /** The breaches; empty if it holds. */
  breaches(history: History): Breach[]
}

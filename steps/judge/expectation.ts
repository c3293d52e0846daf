import type { Change } from '../observe/changes.ts'
import type { ExpectationState, Moment } from './verdict.ts'

/** The check of a Then, as a function of the trace. */
export interface Expectation {
  /** The state at this moment; evaluated again after each entry until it is decided. */
  readonly check: (moment: Moment, ...args: never[]) => ExpectationState
  /** The changes that it speaks of: they are not "something else", wherever it stands among the Thens. */
  readonly explains?: (change: Change, moment: Moment, ...args: never[]) => boolean
  /** For what others than the controller bring about in their own time: the name of the wait. */
  readonly within?: 'comesTrue' | 'eventArrives' | 'dnsFollows' | 'containerSpeaks'
  /** Judged once more after a quiet window: nothing tells when the last word of who speaks beside their work has come. */
  readonly thenQuiet?: true
}

/** By phrase. */
export type Expectations = Readonly<Record<string, Expectation>>

/** Objects that a sentence names: what it calls them, and their names. */
export interface Objects {
  readonly what: 'Pod' | 'claim' | 'StatefulSet' | 'Service' | 'quota' | 'revision'
  readonly names: readonly string[]
}

export interface Named {
  readonly what: Objects['what']
  readonly name: string
}

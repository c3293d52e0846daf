import type { Change } from '../observe/changes.ts'
import type { Answer, Moment } from './verdict.ts'

/** The check of a Then, as a function of the trace. */
export interface Expectation {
  /** The state at this moment; evaluated again after each entry until it is decided. */
  readonly check: (moment: Moment, ...args: never[]) => Answer
  /** The changes that it speaks of: they are not "something else", wherever it stands among the Thens. */
  readonly explains?: (change: Change, moment: Moment, ...args: never[]) => boolean
  /** For promises that others than the controller keep in their own time: the name of the wait. */
  readonly within?: 'comesTrue' | 'eventArrives' | 'dnsFollows' | 'containerSpeaks'
  /** Judged once more after a quiet window: nothing vouches for the last word of who speaks beside their work. */
  readonly thenQuiet?: true
}

/** By phrase. */
export type Expectations = Readonly<Record<string, Expectation>>

/** Objects that a sentence names: what it calls them, and their names. */
export interface Objects {
  readonly what: 'Pod' | 'claim' | 'StatefulSet' | 'quota'
  readonly names: readonly string[]
}

export interface Named {
  readonly what: Objects['what']
  readonly name: string
}

import type { Change } from '../observe/changes.ts'
import type { ExpectationState, Moment } from './verdict.ts'

/** The check of a Then, as a function of the trace. */
export interface Expectation {
  /** The state at this moment; evaluated again after each entry until it is decided. */
  readonly check: (moment: Moment, ...args: never[]) => ExpectationState
  /** The changes that it states, for `nothing else changed`: these are not something else, whatever the order of the Thens. */
  readonly explains?: (change: Change, moment: Moment, ...args: never[]) => boolean
  /** For what others than the controller bring about in their own time: the name of the wait. */
  readonly within?: 'comesTrue' | 'eventArrives' | 'dnsFollows' | 'containerSpeaks'
  /** Judged only after one more quiet period: nothing shows that the last event or line of output has arrived. */
  readonly thenQuiet?: true
}

/** By phrase. */
export type Expectations = Readonly<Record<string, Expectation>>

/** Objects that a step names: the word for their kind, and their names. Outside of steps/judge: `NamedObjects`. */
export interface Objects {
  readonly what: 'Pod' | 'claim' | 'StatefulSet' | 'Service' | 'quota' | 'revision'
  readonly names: readonly string[]
}

/** One of them. Outside of steps/judge: `NamedObject`. */
export interface Named {
  readonly what: Objects['what']
  readonly name: string
}

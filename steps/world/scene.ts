import type { Api } from '../client/index.ts'
import type { Header, Trace } from '../observe/trace.ts'
import type { Rest, RestQuestion } from './target-control.ts'

/** What `settle` needs of a scenario: the trace, what can be asked or probed, and what it has learned of the controller. */
export interface Scene {
  readonly api: Pick<Api, 'patch'>
  readonly header: Header
  readonly trace: Trace
  readonly volumeBinding: 'Immediate' | 'WaitForFirstConsumer' | undefined
  readonly disconnectedNodes: ReadonlySet<string>
  /** True while the scenario has cordoned nodes. */
  readonly cordoned?: boolean | undefined
  /** The suite's own patches of Pods. */
  readonly driver: { idle(): Promise<void> }
  /** Answers true when the controller has reported a change that was made after the call. */
  readonly sentinel: { probe(): Promise<boolean> }
  /** True if the scenario has stopped the controller: then it is not probed. */
  readonly stopped: boolean
  /** True if the controller once left a generation unreported: one that never reports any is not waited for again. */
  readonly generations: { silent: boolean }
  /** True if the controller once did not come to rest in its time: it is not given all that time again. */
  readonly restless: { proven: boolean }
  /** The object that changes again and again though no step acts, if there is one. */
  readonly loop: () => string | undefined
  /** Resolves when every watch has brought everything up to now. */
  readonly barrier: { pass(): Promise<void> }
  /** While watches are broken, what they would tell is not in the trace: resolves when they are resumed. */
  readonly reconnecting: () => Promise<unknown> | undefined
  /** Resolves when each watch is open and has delivered all events, or the trace has its gap. */
  readonly confirmed: () => Promise<void>
  /** Resolves with true when every watch has reached this resourceVersion of the store, with false if one breaks before. */
  readonly upTo: (revision: string) => Promise<boolean>
  /** Where the target's clock leaps: lets milliseconds pass. */
  readonly leap?: (ms: number) => Promise<void>
  /** Where the target itself knows: whether everything in it is at rest. */
  readonly rest?: (question: RestQuestion) => Promise<Rest>
}

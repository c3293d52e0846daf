import type { Refusal } from './refusals.ts'
import type { Rest, RestQuestion } from './rest.ts'

/** The actions of a target beyond its API; unsupported ones are left out. */
export interface Controls {
  /** Where the DNS of the cluster can be asked from this machine. */
  readonly dns?: Resolver
  /** The controller under test, and no other. Each resolves when it is so; what is so already stays. */
  readonly controller?: ControllerControl
  /** Lets milliseconds pass at once. */
  readonly leap?: (ms: number) => Promise<void>
  readonly nodes?: NodeControl
  /** Puts these in place of the refusals and delays so far. */
  readonly refuse?: (refusals: readonly Refusal[]) => void
  /** Makes the API server forget its history, as compaction does. */
  readonly forget?: () => Promise<void> | void
  /** Until `gone` aborts, when nobody waits for the answer any more. */
  readonly rest?: (question: RestQuestion, gone: AbortSignal) => Promise<Rest>
  /** Why a capability is not there. */
  readonly lacking: Readonly<Partial<Record<Capability, string>>>
}

/** The address of a DNS server, for UDP and TCP, and the cluster domain that it serves. */
export interface Resolver {
  readonly address: string
  readonly port: number
  readonly domain: string
}

export interface ControllerControl {
  start(): Promise<void>
  /** None of its writes comes afterwards. */
  stop(): Promise<void>
  restart(): Promise<void>
}

/** Nodes that may be cut off from the cluster; what is so already stays. A node that is none rejects as `noSuchNode`. */
export interface NodeControl {
  disconnect(name: string): Promise<void>
  return(name: string): Promise<void>
}

/** The capabilities that are offered by a control endpoint, by the names of the suite's tags. */
export type Capability = 'dns' | 'controller-restart' | 'clock' | 'node-fault' | 'refusals' | 'forget' | 'rest'

/** The capabilities in the order of the response, and the control behind each. */
export const offers: Record<Capability, keyof Controls> = {
  'controller-restart': 'controller',
  clock: 'leap',
  'node-fault': 'nodes',
  refusals: 'refuse',
  forget: 'forget',
  rest: 'rest',
  dns: 'dns',
}

import type { KubeValue, NewEvent, Pod, PodStatus } from '../../client/index.ts'

/** The part of a Pod's status that the node contributes. */
export interface NodeFacts {
  now: string
  hostIP: string
  podIP: string
}

/** A status to merge into the Pod's own; `null` removes a field. */
export type StatusPatch = { [Field in keyof PodStatus]: PodStatus[Field] | KubeValue[] | null | undefined }

/** One transition in the life of a Pod: when it applies, after how long, and what comes of it. */
export interface Stage {
  name: string
  when(pod: Pod): boolean
  /** Milliseconds from the moment the stage began to apply; at once if absent. */
  delay?(pod: Pod): number
  /** What is recorded when it begins to apply, and when it was carried out. */
  readonly events?: { readonly begin?: EventsOf; readonly end?: EventsOf }
  effect: { kind: 'status'; of(pod: Pod, node: NodeFacts): StatusPatch } | { kind: 'remove' }
}

type EventsOf = (pod: Pod) => readonly NewEvent[]

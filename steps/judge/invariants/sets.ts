import type { KubeObject } from '../../client/index.ts'
import { rangeOf } from '../../observe/facts/pods.ts'
import { ofKind, type Seen, seenOf } from '../../observe/trace.ts'
import type { History } from './invariant.ts'
import { once } from './once.ts'

export { rangeOf }

/** The workloads of an example, by uid: each as it was seen, oldest first. */
export const setsOf = once(({ header, trace }): ReadonlyMap<string, readonly Seen[]> => {
  const sets = new Map<string, Seen[]>()
  for (const entry of seenOf(trace, header.kind.plural)) {
    const { uid } = entry.object.metadata
    sets.set(uid, [...(sets.get(uid) ?? []), entry])
  }
  return sets
})

/** Between two moments at which the cluster had settled: what the controller knew, and what it may have acted upon. */
export interface Interval {
  /** The `seq` of the last settled entry before; -1 where there is none. */
  readonly from: number
  /** The `seq` of the next settled entry; the length of the trace where there is none. */
  readonly to: number
}

export function intervalAt({ trace }: Pick<History, 'trace'>, seq: number): Interval {
  const settled = ofKind(trace, 'settled').map((entry) => entry.seq)
  return { from: settled.findLast((at) => at < seq) ?? -1, to: settled.find((at) => at > seq) ?? trace.entries.length }
}

/**
 * The states of a workload on which a controller may have acted: it may act on an
 * older version, and its action may be observed before the change that it followed; but neither across a moment at which
 * the cluster had settled.
 */
export function versionsWithin(seen: readonly Seen[], { from, to }: Interval): KubeObject[] {
  const known = seen.findLast(({ seq }) => seq < from)
  return [...(known ? [known] : []), ...seen.filter(({ seq }) => seq > from && seq < to)].map(({ object }) => object)
}

export function isInRange(ordinal: number, set: KubeObject): boolean {
  const { start, end } = rangeOf(set)
  return ordinal >= start && ordinal < end
}

export const isOrdered = ({ spec = {} }: KubeObject): boolean => spec['podManagementPolicy'] !== 'Parallel'

export const claimTemplatesOf = ({ spec = {} }: KubeObject): string[] =>
  ((spec['volumeClaimTemplates'] ?? []) as KubeObject[]).map(({ metadata }) => metadata.name)

/** The uid of the workload of that kind that controls an object. */
export const controllerOf = ({ metadata }: KubeObject, { header: { kind } }: Pick<History, 'header'>) =>
  metadata.ownerReferences?.find((owner) => owner.controller && owner.kind === kind.kind)?.uid

interface Templated {
  readonly template?: { readonly spec?: Readonly<Record<string, unknown>> }
}

/** The spec of the Pod template. */
export const templateSpecOf = ({ spec = {} }: KubeObject): Readonly<Record<string, unknown>> =>
  (spec as Templated).template?.spec ?? {}

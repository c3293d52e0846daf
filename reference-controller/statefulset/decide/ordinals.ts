import type { StatefulSet } from '../../client/objects.ts'

export function startOrdinal(set: StatefulSet): number {
  return set.spec.ordinals?.start ?? 0
}

export function replicaCount(set: StatefulSet): number {
  return set.spec.replicas ?? 1
}

/** True if an ordinal is one of those that the set shall have; all others are surplus, above and below alike. */
export function inRange(set: StatefulSet, ordinal: number): boolean {
  const start = startOrdinal(set)
  return ordinal >= start && ordinal < start + replicaCount(set)
}

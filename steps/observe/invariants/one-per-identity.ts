import type { KubeObject } from '../../client/index.ts'
import { ordinalOf, podEvents } from '../facts/pods.ts'
import type { Recorded } from '../trace.ts'

/**
 * Names are unique, so two Pods of one identity differ in name: one has the ordinal, the label or the hostname of the
 * other. Which Pods live is read off their own watch, whose order is the server's.
 */
export function twins(trace: Recorded): string[] {
  const living = new Map<string, { name: string; claims: string[] }>()
  return podEvents(trace, 0).flatMap(({ type, object }) => {
    const { name, uid } = object.metadata
    living.delete(uid)
    if (type === 'DELETED') return []
    const claims = claimsOf(object)
    const rivals = [...living.values()].filter((other) => other.claims.some((claim) => claims.includes(claim)))
    living.set(uid, { name, claims })
    return type === 'ADDED' ? rivals.map((rival) => `${rival.name} and ${name} at once`) : []
  })
}

/** By what a Pod says that it is this replica of this workload. */
function claimsOf({ metadata, spec }: KubeObject): string[] {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller)?.uid
  if (!owner) return []
  const labels = metadata.labels ?? {}
  const names = [metadata.name, labels['statefulset.kubernetes.io/pod-name'], spec?.['hostname']]
  const ordinals = [ordinalOf(metadata.name), labels['apps.kubernetes.io/pod-index']]
  return [...new Set([...names, ...ordinals])].flatMap((claim) => (claim === undefined ? [] : [`${owner} ${claim}`]))
}

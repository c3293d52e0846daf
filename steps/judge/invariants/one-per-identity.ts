import type { KubeObject } from '../../client/index.ts'
import { ordinalOf, podEvents } from '../../observe/facts/pods.ts'
import type { Recorded } from '../../observe/trace.ts'
import type { Breach } from '../verdict.ts'
import type { Invariant } from './invariant.ts'

export const onePerIdentity: Invariant = {
  guarantee: 'SS-IDN-019',
  sentence: 'at most one Pod exists per identity',
  breaches: ({ trace }) => twins(trace),
}

/**
 * Names are unique, so two Pods of one identity differ in name: one has the ordinal, the label or the hostname of the
 * other. Which Pods live is read off their own watch, whose order is the server's.
 */
function twins(trace: Recorded): Breach[] {
  const living = new Map<string, { name: string; identities: string[] }>()
  return podEvents(trace, 0).flatMap(({ type, seq, object }) => {
    const { name, uid } = object.metadata
    living.delete(uid)
    if (type === 'DELETED') return []
    const identities = identitiesOf(object)
    const rivals = [...living.values()].filter((other) =>
      other.identities.some((identity) => identities.includes(identity)),
    )
    living.set(uid, { name, identities })
    if (type !== 'ADDED') return []
    const cause = { verb: 'create' as const, resource: 'pods', name }
    return rivals.map((rival) => ({ because: `${rival.name} and ${name} at once`, at: seq, cause }))
  })
}

/** By what a Pod says that it is this replica of this workload. */
function identitiesOf({ metadata, spec }: KubeObject): string[] {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller)?.uid
  if (!owner) return []
  const labels = metadata.labels ?? {}
  const names = [metadata.name, labels['statefulset.kubernetes.io/pod-name'], spec?.['hostname']]
  const ordinals = [ordinalOf(metadata.name), labels['apps.kubernetes.io/pod-index']]
  return [...new Set([...names, ...ordinals])].flatMap((key) => (key === undefined ? [] : [`${owner} ${key}`]))
}

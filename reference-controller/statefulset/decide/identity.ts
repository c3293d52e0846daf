import type { OwnerReference, Pod, StatefulSet } from '../../client/objects.ts'

export const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name'
const POD_INDEX_LABEL = 'apps.kubernetes.io/pod-index'
export const REVISION_LABEL = 'controller-revision-hash'

// Ordinals are 32-bit integers in the API; a longer number in a name is no ordinal.
const LARGEST_ORDINAL = 2 ** 31 - 1

/** The parsed name of a Pod: its set and its ordinal. */
export function identityOf(podName: string): { parent: string; ordinal: number } | undefined {
  const [, parent = '', digits = ''] = /^(.*)-([0-9]+)$/.exec(podName) ?? []
  const ordinal = digits === '' ? Number.NaN : Number(digits)
  return ordinal <= LARGEST_ORDINAL ? { parent, ordinal } : undefined
}

export function podName(set: StatefulSet, ordinal: number): string {
  return `${set.metadata.name}-${ordinal}`
}

export function identityLabels(name: string, ordinal: number): Record<string, string> {
  return { [POD_NAME_LABEL]: name, [POD_INDEX_LABEL]: String(ordinal) }
}

export function revisionOf(pod: Pod): string {
  return pod.metadata.labels?.[REVISION_LABEL] ?? ''
}

/** The reference by which an owner manages what it made. */
export function controllerReference(
  owner: { apiVersion: string; kind: string },
  of: Pod | StatefulSet,
): OwnerReference {
  const { name, uid = '' } = of.metadata
  return { apiVersion: owner.apiVersion, kind: owner.kind, name, uid, controller: true, blockOwnerDeletion: true }
}

/** The UID of the owner that manages the object, if anybody does. */
export function controllerUid(object: { metadata: { ownerReferences?: OwnerReference[] } }): string | undefined {
  return object.metadata.ownerReferences?.find((owner) => owner.controller)?.uid
}

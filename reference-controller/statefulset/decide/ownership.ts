import type { ControllerRevision, Pod } from '../../client/objects.ts'
import type { Action, Snapshot } from './actions.ts'
import { controllerUid } from './identity.ts'
import { selects } from './selector.ts'

/**
 * Adopts orphans that match the selector, and releases Pods that no longer match. Ownership comes first, since all
 * other steps consider only the Pods and revisions that the set owns.
 * https://github.com/kubernetes/design-proposals-archive/blob/main/api-machinery/controller-ref.md
 */
export function ownership(snapshot: Snapshot): Action[] {
  const { set, pods, revisions } = snapshot
  // Observed: the set is being deleted. Its owner references are the garbage collector's business now.
  if (set.metadata.deletionTimestamp) return []
  return [
    ...revisions
      .filter((revision) => controllerUid(revision) === undefined && fits(snapshot, revision.metadata.labels))
      .map((revision): Action => ({ kind: 'adopt-revision', revision })),
    ...pods.flatMap((pod): Action[] => {
      const isMember = isMemberOf(snapshot, pod)
      if (isOwned(snapshot, pod)) return isMember ? [] : [{ kind: 'release-pod', pod }]
      // Observed: somebody else controls the Pod, and may well do so with the same labels.
      if (controllerUid(pod) !== undefined) return []
      // A Pod that is being deleted could not be kept anyway.
      return isMember && !pod.metadata.deletionTimestamp ? [{ kind: 'adopt-pod', pod }] : []
    }),
  ]
}

/** The Pods that count: owned, and still fitting. The ordinal is not looked at, so surplus ones are among them. */
export function ownPods(snapshot: Snapshot): Pod[] {
  return snapshot.pods.filter((pod) => isOwned(snapshot, pod) && isMemberOf(snapshot, pod))
}

export function ownRevisions(snapshot: Snapshot) {
  const own = snapshot.revisions.filter(
    (revision) => isOwned(snapshot, revision) && fits(snapshot, revision.metadata.labels),
  )
  const age = (time = '') => Date.parse(time) || 0
  return own.sort(
    (a, b) =>
      a.revision - b.revision ||
      age(a.metadata.creationTimestamp) - age(b.metadata.creationTimestamp) ||
      (a.metadata.name < b.metadata.name ? -1 : 1),
  )
}

function isMemberOf(snapshot: Snapshot, pod: Pod): boolean {
  return (
    fits(snapshot, pod.metadata.labels) && /^(.*)-[0-9]+$/.exec(pod.metadata.name)?.[1] === snapshot.set.metadata.name
  )
}

function isOwned({ set }: Snapshot, object: Pod | ControllerRevision): boolean {
  return controllerUid(object) === set.metadata.uid
}

function fits({ set }: Snapshot, labels: Record<string, string> | undefined): boolean {
  return selects(set.spec.selector, labels)
}

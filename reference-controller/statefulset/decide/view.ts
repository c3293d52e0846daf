import type { ControllerRevision, Pod } from '../../client/objects.ts'
import type { Snapshot } from './actions.ts'
import { identityOf, podName } from './identity.ts'
import { inRange, replicaCount, startOrdinal } from './ordinals.ts'
import { ownPods } from './ownership.ts'
import { isAvailable, isTerminating } from './pod-health.ts'
import { chosenRevisions } from './revisions.ts'

/** A place in the set: an ordinal that shall have a Pod, and the Pod if there is one. */
export interface Replica {
  ordinal: number
  name: string
  pod?: Pod
}

/** A Pod whose ordinal the set shall no longer have. */
export interface Condemned {
  ordinal: number
  pod: Pod
}

/** The snapshot, sorted out. */
export interface View {
  snapshot: Snapshot
  now: number
  /** True if Pods come and go one by one (OrderedReady) or all at once (Parallel). */
  ordered: boolean
  minReadySeconds: number
  /** The Pods that the set owns. */
  pods: Pod[]
  /** All places, lowest ordinal first. */
  replicas: Replica[]
  /** The surplus, highest ordinal first: the order of deletion. */
  condemned: Condemned[]
  current?: ControllerRevision
  update?: ControllerRevision
}

export function viewOf(snapshot: Snapshot, now: number): View {
  const { set } = snapshot
  const found = new Map<number, Pod>()
  const condemned: Condemned[] = []
  const pods = ownPods(snapshot)
  for (const pod of pods) {
    const ordinal = identityOf(pod.metadata.name)?.ordinal
    // Observed: the number in the name is larger than any ordinal can be. Such a Pod takes no place.
    if (ordinal === undefined) continue
    if (!inRange(set, ordinal)) condemned.push({ ordinal, pod })
    // "web-01" reads as ordinal 1 as well, but must not hide the real web-1.
    else if (!found.has(ordinal) || pod.metadata.name === podName(set, ordinal)) found.set(ordinal, pod)
  }
  const replicas = Array.from({ length: replicaCount(set) }, (_, index): Replica => {
    const ordinal = startOrdinal(set) + index
    const pod = found.get(ordinal)
    return { ordinal, name: podName(set, ordinal), ...(pod && { pod }) }
  })
  return {
    snapshot,
    now,
    ordered: set.spec.podManagementPolicy !== 'Parallel',
    minReadySeconds: set.spec.minReadySeconds ?? 0,
    pods,
    replicas,
    condemned: condemned.sort((a, b) => b.ordinal - a.ordinal),
    ...chosenRevisions(snapshot),
  }
}

/** True if a Pod can be counted on: it is there, stays there, and has been Ready for long enough. */
export function isCountedOn({ minReadySeconds, now }: View, pod: Pod | undefined): boolean {
  return pod !== undefined && !isTerminating(pod) && isAvailable(pod, minReadySeconds, now)
}

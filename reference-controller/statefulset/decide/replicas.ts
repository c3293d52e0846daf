import type { Pod } from '../../client/objects.ts'
import type { Action, StepResult } from './actions.ts'
import { followsFormerPod } from './claim-owners.ts'
import { claimPlaces, claimWork, existingClaim, mountsItsClaims, onlyOwners, withClaimVolumes } from './claims.ts'
import { identityLabels, POD_NAME_LABEL } from './identity.ts'
import { newPod } from './new-pod.ts'
import { availableAt, isAvailable, isRunningAndReady, isTerminal, isTerminating } from './pod-health.ts'
import { slowStart } from './slow-start.ts'
import type { Replica, View } from './view.ts'

/**
 * Every place has its Pod. OrderedReady walks up from the lowest ordinal and stops at the first place that cannot
 * be counted on yet; Parallel looks at each place by itself.
 */
export function replicas(view: View): StepResult {
  if (!view.ordered) {
    const batches = slowStart('replicas', view.replicas.length)
    const actions = view.replicas.flatMap((replica, index) =>
      fill(view, replica).actions.map((action) => inBatch(action, batches[index])),
    )
    return { actions: actions.filter(({ kind }) => kind !== 'wait'), stop: false }
  }
  const actions: Action[] = []
  for (const replica of view.replicas) {
    const step = fill(view, replica)
    actions.push(...step.actions)
    if (step.stop) return { actions, stop: true }
  }
  return { actions, stop: false }
}

function inBatch(action: Action, batch: string | undefined): Action {
  return batch === undefined ? action : ({ ...action, batch } as Action)
}

function fill(view: View, replica: Replica): StepResult {
  const { pod } = replica
  if (!pod) return create(view, replica)
  // Observed: the Pod has ended for good. Its place is free only once the object is gone, not when deletion begins.
  if (isTerminal(pod)) {
    if (isTerminating(pod)) return waiting(`${replica.name} has ended and is being deleted`)
    return { actions: [{ kind: 'delete-pod', pod, because: `${replica.name} is ${pod.status?.phase}` }], stop: true }
  }
  const actions = pendingClaims(view, replica, pod)
  const obstacle = view.ordered ? obstacleAt(view, pod) : undefined
  if (obstacle) return { actions: [...actions, obstacle], stop: true }
  return { actions: [...actions, ...repair(view, replica, pod)], stop: false }
}

function create(view: View, replica: Replica): StepResult {
  const { set } = view.snapshot
  const pod = newPod(view, replica)
  if (!pod) return waiting('no revision records the template yet')
  const stale = claimPlaces(set, replica.ordinal).find((place) => {
    const existing = existingClaim(view.snapshot, place)
    return existing && followsFormerPod(existing, set, pod)
  })
  // Observed: a claim still belongs to the Pod that was scaled away, and will vanish after it.
  if (stale) return waiting(`${stale.claimName} belongs to a former ${replica.name}`)
  return { actions: [{ kind: 'create-pod', pod, claims: claimWork(view.snapshot, replica.ordinal, pod) }], stop: true }
}

/** Observed: the Pod waits for a node, and without its claims it would wait for ever. */
function pendingClaims(view: View, { ordinal }: Replica, pod: Pod): Action[] {
  if (pod.status?.phase !== 'Pending') return []
  const claims = claimWork(view.snapshot, ordinal, pod)
  const { missing, terminating, ownersToUpdate } = claims
  const needed = missing.length + terminating.length + ownersToUpdate.length > 0
  return needed ? [{ kind: 'create-claims', pod, claims }] : []
}

/** The reason why higher ordinals have to wait. */
function obstacleAt({ minReadySeconds, now }: View, pod: Pod): Action | undefined {
  const { name } = pod.metadata
  if (isTerminating(pod)) return { kind: 'wait', because: `${name} is terminating` }
  if (!isRunningAndReady(pod)) return { kind: 'wait', because: `${name} is not Running and Ready` }
  if (isAvailable(pod, minReadySeconds, now)) return undefined
  const due = availableAt(pod, minReadySeconds)
  return { kind: 'wait', because: `${name} is not yet available`, ...(due !== undefined && { due }) }
}

/** Identity, storage and the owners of its claims as they should be. Nothing else about a running Pod is put right. */
function repair({ snapshot }: View, { ordinal, name }: Replica, pod: Pod): Action[] {
  const { set } = snapshot
  const identified = pod.metadata.name === name && pod.metadata.labels?.[POD_NAME_LABEL] === name
  const mounted = mountsItsClaims(set, ordinal, pod)
  const work = claimWork(snapshot, ordinal, pod)
  if (identified && mounted && work.ownersToUpdate.length === 0) return []
  const volumes = mounted ? pod.spec.volumes : withClaimVolumes(set, ordinal, pod.spec.volumes)
  const repaired: Pod = {
    ...pod,
    metadata: identified
      ? pod.metadata
      : { ...pod.metadata, name, labels: { ...pod.metadata.labels, ...identityLabels(name, ordinal) } },
    spec: { ...pod.spec, ...(volumes && { volumes }) },
  }
  return [{ kind: 'repair-pod', pod: repaired, claims: mounted ? onlyOwners(work) : work }]
}

function waiting(because: string): StepResult {
  return { actions: [{ kind: 'wait', because }], stop: true }
}

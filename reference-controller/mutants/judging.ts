import { claims, type ObjectMeta, type Resource } from '../client/index.ts'
import { type Act, act } from '../statefulset/act/act.ts'
import { isPrecondition } from '../statefulset/act/establish.ts'
import type { SyncContext } from '../statefulset/act/sync-context.ts'
import type { Decide, Snapshot } from '../statefulset/decide/actions.ts'
import { claimPlaces } from '../statefulset/decide/claims.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { startOrdinal } from '../statefulset/decide/ordinals.ts'
import { ownPods } from '../statefulset/decide/ownership.ts'
import { isTerminating } from '../statefulset/decide/pod-health.ts'
import { changing, isInRange, type Mutant } from './mutant.ts'
import { reporting, type Status } from './reporting.ts'

/** Controllers that a judge finds hard to judge: they act besides what they report, late, only after a probe, or forever. */

type Body = { metadata: Partial<ObjectMeta> }

const patching = ({ client, set }: SyncContext, resource: Resource, name: string, metadata: Body['metadata']) =>
  client.patch(resource, set.metadata.namespace, name, { type: 'merge', body: { metadata } })

const claimsRelabelled: Mutant = {
  name: 'claims-relabelled',
  sentence: 'Puts a label of its own on the claim of its first Pod when the set changes.',
  guarantee: 'SS-RES-013',
  rules: {
    async act(context, actions) {
      await act(context, actions)
      const { set } = context
      const [place] = claimPlaces(set, startOrdinal(set))
      const reports = actions.some((action) => action.kind === 'update-status')
      const isNew = (set.status?.observedGeneration ?? 0) < (set.metadata.generation ?? 0)
      if (!place || !reports || !isNew || !set.status?.replicas) return
      const labels = { generation: String(set.metadata.generation) }
      await patching(context, claims, place.claimName, { labels }).catch(() => undefined)
    },
  },
}

const LATE = 500

/**
 * It reports that it has seen the new spec, and begins half a second later. Upstream's controller reports before it acts,
 * too, so the report breaks nothing: what nothing hinders and is not done at rest counts as never done.
 */
const late: Mutant = {
  name: 'late',
  sentence: 'Creates the Pods of a changed spec half a second after it has reported its generation.',
  guarantee: 'SS-IDN-002',
  rules: { decide: delayed() },
}

function delayed(): Decide {
  const reported = new Map<string, { generation: number; at: number }>()
  return (snapshot, now) => {
    const { uid = '', generation = 0 } = snapshot.set.metadata
    const actions = decide(snapshot, now)
    if (reported.get(uid)?.generation !== generation) reported.set(uid, { generation, at: now })
    const due = (reported.get(uid)?.at ?? now) + LATE
    const isLate = generation > 1 && now < due && actions.some(({ kind }) => kind === 'create-pod')
    if (!isLate || actions.some(isPrecondition)) return actions
    return [...actions.filter(({ kind }) => kind !== 'create-pod'), { kind: 'wait', because: 'it is late', due }]
  }
}

/** A probe wakes the controller, so settling by probes sees it at work only then. */
const whenAsked: Mutant = {
  name: 'when-asked',
  sentence: 'Replaces a lost Pod only when the generation of its set has changed.',
  guarantee: 'SS-ORD-015',
  rules: { decide: asleep() },
}

function asleep(): Decide {
  const whole = new Map<string, number>()
  return changing((action, snapshot) => {
    const { spec, metadata } = snapshot.set
    const { uid = '', generation = 0 } = metadata
    const present = ownPods(snapshot).filter((pod) => isInRange(snapshot, pod) && !isTerminating(pod))
    if (present.length === (spec.replicas ?? 1)) whole.set(uid, generation)
    return action.kind === 'create-pod' && whole.get(uid) === generation ? undefined : action
  })
}

const generationUnreported: Mutant = {
  name: 'generation-unreported',
  sentence: 'Never reports the generation that it has seen.',
  guarantee: 'SS-STA-001',
  rules: {
    decide: (snapshot, now) =>
      decide(seenNow(snapshot), now).map((action) => {
        if (action.kind !== 'update-status') return action
        const { status, ifFailed } = action
        return { ...action, ...(status && { status: unseen(status) }), ...(ifFailed && { ifFailed: unseen(ifFailed) }) }
      }),
  },
}

function unseen(status: Status): Status {
  const { observedGeneration: _, ...rest } = status
  return rest
}

/** It takes its own word as given, or it would write its status for ever. */
function seenNow(snapshot: Snapshot): Snapshot {
  const { set } = snapshot
  const status = { replicas: 0, ...set.status, observedGeneration: set.metadata.generation ?? 0 }
  return { ...snapshot, set: { ...set, status } }
}

const restless: Mutant = {
  name: 'restless',
  sentence: 'Counts its syncs in an annotation of its set, which wakes it again.',
  guarantee: 'SS-RES-013',
  rules: { act: counting() },
}

function counting(): Act {
  let syncs = 0
  return async (context, actions) => {
    await act(context, actions)
    const { set, resource } = context
    if (set.metadata.deletionTimestamp) return
    await patching(context, resource, set.metadata.name, { annotations: { syncs: String(++syncs) } })
  }
}

const replicasMiscounted: Mutant = {
  name: 'replicas-miscounted',
  sentence: 'Reports one Pod more than there is.',
  guarantee: 'SS-STA-002',
  rules: reporting((status) => ({ ...status, replicas: status.replicas + 1 })),
}

const readyMiscounted: Mutant = {
  name: 'ready-miscounted',
  sentence: 'Reports every Pod as ready.',
  guarantee: 'SS-STA-003',
  rules: reporting((status) => ({ ...status, readyReplicas: status.replicas })),
}

const updatedMiscounted: Mutant = {
  name: 'updated-miscounted',
  sentence: 'Reports one updated Pod less than there is.',
  guarantee: 'SS-STA-004',
  rules: reporting((status) => ({ ...status, updatedReplicas: Math.max(0, (status.updatedReplicas ?? 0) - 1) })),
}

export const judgingMutants: readonly Mutant[] = [
  claimsRelabelled,
  late,
  whenAsked,
  generationUnreported,
  restless,
  replicasMiscounted,
  readyMiscounted,
  updatedMiscounted,
]

import { conditionIsTrue, conditionOf, type KubeObject, type Pod } from '../client/index.ts'
import type { Recorded } from './trace.ts'

/** The actions of the suite on objects that explain why they stay as they are. */
export interface Staging {
  readonly gate: string
  readonly noNode: string
  readonly noClass: string
  readonly marker: string
  readonly workload: string
  /** True if claims of the default class are bound without a Pod that uses them. */
  readonly boundAtOnce: boolean
  /** Nodes that are disconnected: nothing moves there. */
  readonly disconnectedNodes: ReadonlySet<string>
  /** True while nodes are cordoned: a Pod for which none is left waits for them. */
  readonly cordoned?: boolean | undefined
}

/**
 * Names what is on its way to another state by itself, so that silence is not mistaken for rest: a Pod that a
 * kubelet is starting or ending, a claim that is being bound, an orphan that the garbage collector will take.
 * Follows from what kubelet, binder and collector promise, not from who they are.
 */
export function inTransit(trace: Recorded, staging: Staging): string[] {
  const uids = new Set(
    [...trace.objects(staging.workload), ...trace.objects('pods')].map(({ metadata }) => metadata.uid),
  )
  const claims = new Map(trace.objects('persistentvolumeclaims').map((claim) => [claim.metadata.name, claim]))
  const used = new Set((trace.objects('pods') as Pod[]).filter(({ spec }) => spec.nodeName).flatMap(claimNames))
  const moving: string[] = []
  for (const object of [...claims.values(), ...(trace.objects('pods') as Pod[])]) {
    if (object.metadata.labels?.[staging.marker]) continue
    const reason =
      orphaned(object, uids) ??
      ('containers' in (object.spec ?? {})
        ? podMoves(object as Pod, claims, staging)
        : claimMoves(object, used.has(object.metadata.name), staging))
    if (reason) moving.push(`${object.metadata.name} ${reason}`)
  }
  for (const set of trace.objects(staging.workload))
    if (set.metadata.deletionTimestamp && !isHeld(set, trace)) moving.push(`${set.metadata.name} is being deleted`)
  return moving
}

/** Finalizers that the garbage collector takes off. */
const COLLECTED = ['foregroundDeletion', 'orphan']

/** True if a finalizer of somebody's keeps an object, or one of the Pods that it waits for. */
function isHeld({ metadata: { uid, finalizers = [] } }: KubeObject, trace: Recorded): boolean {
  const waited = trace.objects('pods').filter((pod) => pod.metadata.ownerReferences?.some((owner) => owner.uid === uid))
  return [{ metadata: { finalizers } }, ...waited].some(({ metadata }) =>
    metadata.finalizers?.some((finalizer) => !COLLECTED.includes(finalizer)),
  )
}

function orphaned({ metadata }: KubeObject, uids: Set<string>): string | undefined {
  if (metadata.finalizers?.length && metadata.deletionTimestamp) return undefined
  const owner = metadata.ownerReferences?.find(({ controller }) => controller)
  return owner && !uids.has(owner.uid) && owner.kind !== 'ConfigMap' ? 'waits for the garbage collector' : undefined
}

function podMoves(pod: Pod, claims: Map<string, KubeObject>, staging: Staging): string | undefined {
  if (staging.disconnectedNodes.has(pod.spec.nodeName ?? '')) return undefined
  const phase = pod.status?.phase ?? 'Pending'
  const ended = phase === 'Succeeded' || phase === 'Failed'
  if (pod.metadata.deletionTimestamp) {
    const nobodyEnds = pod.spec.nodeName && pod.spec.nodeSelector?.[staging.noNode]
    if (!pod.metadata.finalizers?.length) return nobodyEnds ? undefined : 'is ending'
    return ended || !pod.spec.nodeName ? undefined : 'is ending'
  }
  if (ended) return undefined
  if (phase === 'Pending') return unschedulable(pod, claims, staging) ? undefined : 'is starting'
  const gates = (pod.spec.readinessGates ?? []).every((gate) => conditionIsTrue(pod, gate.conditionType))
  const ready = conditionIsTrue(pod, 'Ready')
  return ready === gates ? undefined : `is becoming ${gates ? 'ready' : 'unready'}`
}

/** What the scheduler says of a Pod once it has looked at all nodes. */
const isPlacedNowhere = (pod: Pod): boolean => conditionOf(pod, 'PodScheduled')?.reason === 'Unschedulable'

const claimNames = ({ spec }: Pod): string[] =>
  (spec.volumes ?? []).flatMap((volume) => volume.persistentVolumeClaim?.claimName ?? [])

function unschedulable(pod: Pod, claims: Map<string, KubeObject>, staging: Staging): boolean {
  if (pod.spec.schedulingGates?.length || pod.spec.nodeSelector?.[staging.noNode]) return true
  if (isPlacedNowhere(pod) && (staging.cordoned || pod.spec.affinity?.podAntiAffinity)) return true
  return claimNames(pod).some((name) => {
    const claim = claims.get(name)
    return !claim || claim.metadata.deletionTimestamp || claim.spec?.['storageClassName'] === staging.noClass
  })
}

/** Kept on a claim as long as a Pod on a node uses it; its controller takes it off without being asked. */
const PROTECTION = 'kubernetes.io/pvc-protection'

function claimMoves(claim: KubeObject, used: boolean, staging: Staging): string | undefined {
  const held = claim.metadata.finalizers?.some((finalizer) => finalizer !== PROTECTION || used)
  if (claim.metadata.deletionTimestamp) return held ? undefined : 'is being removed'
  if (claim.spec?.['storageClassName'] === staging.noClass || !staging.boundAtOnce) return undefined
  return claim.status?.['phase'] === 'Bound' ? undefined : 'is being bound'
}

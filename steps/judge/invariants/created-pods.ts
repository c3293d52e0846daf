import type { KubeObject } from '../../client/index.ts'
import { ordinalOf, podEvents } from '../../observe/facts/pods.ts'
import type { Cause } from '../verdict.ts'
import { once } from './once.ts'
import { controllerOf, type Interval, intervalAt, setsOf, versionsWithin } from './sets.ts'
import { isMadeBySuite } from './suite.ts'

/** A Pod that the controller has created for a workload. */
export interface CreatedPod {
  readonly seq: number
  readonly name: string
  readonly ordinal: number | undefined
  /** As it was created. */
  readonly pod: KubeObject
  /** The workload as it may have been when the Pod was created; what can't change is alike in all. */
  readonly versions: readonly KubeObject[]
  readonly interval: Interval
  readonly cause: Cause
}

/** The Pods that the controller has created, with their workload; those of workloads never seen are left out. */
export const createdPods = once((history): readonly CreatedPod[] => {
  const { header, trace } = history
  const sets = setsOf(history)
  const known = new Set<string>()
  return podEvents(trace, 0).flatMap(({ seq, object: pod }) => {
    const { name, uid, labels } = pod.metadata
    if (known.size === known.add(uid).size || labels?.[header.marks.label]) return []
    const seen = sets.get(controllerOf(pod, history) ?? '')
    if (!seen || isMadeBySuite(trace, 'pods', name, seq)) return []
    const interval = intervalAt(history, seq)
    const versions = versionsWithin(seen, interval)
    if (versions.length === 0) return []
    const cause = { verb: 'create' as const, resource: 'pods', name }
    return [{ seq, name, ordinal: ordinalOf(name), pod, versions, interval, cause }]
  })
})

/** The workload of a created Pod, for what never changes of it. */
export const setOf = ({ versions }: CreatedPod): KubeObject => versions[0] as KubeObject

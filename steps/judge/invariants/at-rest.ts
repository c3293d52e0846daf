import type { KubeObject } from '../../client/index.ts'
import type { History } from './invariant.ts'
import { controllerOf } from './sets.ts'
import { isHindered, writesStatus } from './suite.ts'

/** A workload at a moment at which the cluster had settled, and its Pods. */
export interface Rest {
  readonly seq: number
  readonly set: KubeObject
  readonly status: Readonly<Record<string, unknown>>
  readonly pods: readonly KubeObject[]
}

/** Every workload at every moment of rest at which the status that it shows is the controller's last word. */
export function rests(history: History): Rest[] {
  const { header, trace } = history
  const { plural } = header.kind
  return trace.entries.flatMap((entry) => {
    if (entry.kind !== 'settled' || !entry.rests || isHindered(trace, entry.seq)) return []
    const pods = trace.objects('pods', entry.seq)
    return trace.objects(plural, entry.seq).flatMap((set) => {
      const { uid, name, deletionTimestamp } = set.metadata
      if (deletionTimestamp || writesStatus(trace, plural, name)) return []
      const own = pods.filter((pod) => controllerOf(pod, history) === uid)
      return [{ seq: entry.seq, set, status: set.status ?? {}, pods: own }]
    })
  })
}

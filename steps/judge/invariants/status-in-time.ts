import type { KubeObject } from '../../client/index.ts'
import { ofKind, type Seen, seenOf } from '../../observe/trace.ts'
import type { Breach } from '../verdict.ts'
import { versionOf } from './global-order.ts'
import type { History } from './invariant.ts'
import { once } from './once.ts'
import { controllerOf, setsOf } from './sets.ts'
import { writesStatus } from './suite.ts'

type Status = Readonly<Record<string, unknown>>

/** A status that the controller wrote, and the Pods of the workload at each moment at which it may have counted them. */
interface Written {
  readonly seq: number
  readonly set: KubeObject
  readonly status: Status
  readonly moments: readonly (readonly KubeObject[])[]
}

/** A counter of the status, and which Pods it counts. */
export interface Counter {
  readonly field: string
  readonly counts: (pod: KubeObject, status: Status) => boolean
  /** True if it may be less than the number of Pods for a while. */
  readonly mayLag?: (set: KubeObject) => boolean
}

/** The statuses of which a counter is that of no moment at which the controller may have counted. */
export const miscountedInTime = (history: History, { field, counts, mayLag }: Counter): Breach[] =>
  writtenStatuses(history).flatMap(({ seq, set, status, moments }) => {
    if (moments.length === 0) return []
    const numbers = moments.map((pods) => pods.filter((pod) => counts(pod, status)).length)
    const [least, most] = [mayLag?.(set) ? 0 : Math.min(...numbers), Math.max(...numbers)]
    const seen = Number(status[field] ?? 0)
    if (seen >= least && seen <= most) return []
    const { name } = set.metadata
    return [
      {
        because: `status.${field} of ${name} was written as ${seen}`,
        expected: least === most ? most : `${least} to ${most}`,
        seen,
        at: seq,
        cause: { verb: 'report', resource: history.header.kind.plural, name, field: `status.${field}` },
      },
    ]
  })

const writtenStatuses = once((history): readonly Written[] => {
  const { header, trace } = history
  return [...setsOf(history)].flatMap(([uid, versions]) =>
    versions.flatMap(({ seq, type, object }, index): Written[] => {
      const { status = {} } = object
      const before = versions[index - 1]?.object.status ?? {}
      const { name, deletionTimestamp } = object.metadata
      if (type === 'DELETED' || deletionTimestamp || writesStatus(trace, header.kind.plural, name)) return []
      if (JSON.stringify(status) === JSON.stringify(before)) return []
      return [{ seq, set: object, status, moments: moments(history, uid, { seq, object }) }]
    }),
  )
})

/**
 * A controller counts what its cache shows, which may be older than what the API server has. It is not older than the
 * last moment at which the cluster had settled.
 */
function moments(history: History, uid: string, { seq, object }: Pick<Seen, 'seq' | 'object'>): KubeObject[][] {
  const { header, trace } = history
  const settled = ofKind(trace, 'settled')
    .filter(({ rests }) => rests)
    .map((entry) => entry.seq)
  const from = settled.findLast((at) => at < seq) ?? -1
  const to = settled.find((at) => at > seq)
  // What was counted may not have arrived yet.
  if (to === undefined) return []
  const isOrdered = header.capabilities.includes('global-order')
  const pods = new Map(trace.objects('pods', from + 1).map((pod) => [pod.metadata.name, pod]))
  const own = () => [...pods.values()].filter((pod) => controllerOf(pod, history) === uid)
  const found = [own()]
  for (const event of seenOf(trace, 'pods', from + 1)) {
    if (event.seq >= to || (isOrdered && versionOf(event.object) > versionOf(object))) break
    if (event.type === 'DELETED') pods.delete(event.object.metadata.name)
    else pods.set(event.object.metadata.name, event.object)
    found.push(own())
  }
  return found
}

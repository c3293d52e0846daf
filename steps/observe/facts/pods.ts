import { conditionIsTrue, type KubeObject, type Pod } from '../../client/index.ts'
import { type Recorded, type Seen, seenOf } from '../trace.ts'

/** Running, Ready and not on its way out: what ordered creation waits for. */
export const isHealthy = (object: KubeObject): boolean =>
  !object.metadata.deletionTimestamp && (object as Pod).status?.phase === 'Running' && conditionIsTrue(object, 'Ready')

/** Events of Pods from entry `from` on. */
export const podEvents = (trace: Recorded, from: number): Seen[] => seenOf(trace, 'pods', from)

/** The Pods, by name, as they were just before entry `seq`. */
export const podsBefore = (trace: Recorded, seq: number): Map<string, Pod> =>
  new Map(trace.objects('pods', seq).map((pod) => [pod.metadata.name, pod as Pod]))

/** The number of the first entry after `from` at which the Pod was healthy again, or undefined. */
export function healthyAfter(trace: Recorded, name: string, from: number): number | undefined {
  return podEvents(trace, from).find(
    (event) => event.object.metadata.name === name && event.type !== 'DELETED' && isHealthy(event.object),
  )?.seq
}

/** The number of the first entry after `from` at which the Pod was gone. */
export const goneAfter = (trace: Recorded, name: string, from: number): number | undefined =>
  podEvents(trace, from).find((event) => event.object.metadata.name === name && event.type === 'DELETED')?.seq

/** The ordinal in `web-10`, or undefined where the name has none. */
export function ordinalOf(name: string): number | undefined {
  const digits = /-(\d+)$/.exec(name)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** The name of the set in `web-10`: all of it where it has no ordinal. */
export const setNameOf = (name: string): string => name.replace(/-\d+$/, '')

/** The uids of Pods of that name that ran before the Pod with this uid came, oldest first. */
export function predecessors(trace: Recorded, name: string, uid: string): string[] {
  const events = podEvents(trace, 0).filter(({ object }) => object.metadata.name === name)
  const born = events.find(({ object }) => object.metadata.uid === uid)?.seq ?? 0
  const ran = events.filter(({ seq, object }) => seq < born && (object as Pod).status?.phase === 'Running')
  return [...new Set(ran.map(({ object }) => object.metadata.uid))]
}

/** The ordinals that a workload asks for: from `start` up to, and without, `end`. */
export function rangeOf({ spec = {} }: KubeObject): { readonly start: number; readonly end: number } {
  const start = (spec['ordinals'] as { start?: number } | undefined)?.start ?? 0
  return { start, end: start + Number(spec['replicas'] ?? 1) }
}

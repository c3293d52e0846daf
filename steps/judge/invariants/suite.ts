import { type Action, ofKind, type Recorded, seenOf, type TraceEntry } from '../../observe/trace.ts'

/** The requests of the suite among the entries from `from` up to, and without, `to`. */
export const actionsBetween = (trace: Recorded, from: number, to: number): (TraceEntry & Action)[] =>
  ofKind(trace, 'action').filter(({ seq }) => seq >= from && seq < to)

/** True if the suite itself made the object of that name that was first seen at `seq`. */
export function isMadeBySuite(trace: Recorded, resource: string, name: string, seq: number): boolean {
  const request = actionsBetween(trace, 0, seq).findLast(
    (action) => action.verb === 'create' && action.resource === resource && action.name === name && !action.subresource,
  )
  if (!request) return false
  return !seenOf(trace, resource, request.seq).some(
    (entry) => entry.seq < seq && entry.type === 'ADDED' && entry.object.metadata.name === name,
  )
}

/** True if the suite asked, before `seq`, for the deletion of an object of that name; an eviction asks for it too. */
export const isDeletedBySuite = (
  trace: Recorded,
  { resource, name }: { readonly resource: string; readonly name: string },
  seq: number,
  from = 0,
): boolean =>
  actionsBetween(trace, from, seq).some(
    (action) =>
      action.resource === resource &&
      (action.name === name || action.name === '') &&
      (action.verb === 'delete' || action.subresource === 'eviction'),
  )

/**
 * True if the suite has written a status of the workload, at whatever endpoint: what the controller reports next need not
 * follow, and an API server may have taken it.
 */
export const writesStatus = (trace: Recorded, resource: string, name: string): boolean =>
  actionsBetween(trace, 0, trace.entries.length).some(
    ({ body, subresource, ...action }) =>
      action.resource === resource && action.name === name && (subresource === 'status' || hasStatus(body)),
  )

const hasStatus = (body: unknown): boolean => typeof body === 'object' && body !== null && 'status' in body

/** True if a node was disconnected before `seq`: what the cluster then does to its Pods is not the controller's. */
export const isNodeLost = (trace: Recorded, seq: number): boolean =>
  actionsBetween(trace, 0, seq).some(({ verb, resource }) => verb === 'order' && resource === 'nodes')

/** True if the controller may be stopped, or its requests refused, at `seq`: then its word is not the last one. */
export function isHindered(trace: Recorded, seq: number): boolean {
  const last = actionsBetween(trace, 0, seq).findLast(
    ({ verb, resource }) => verb === 'order' && resource !== 'nodes' && resource !== 'clock',
  )
  return last !== undefined && !/^(start|restart|accept)$/.test(String((last.body as { order?: string })?.order))
}

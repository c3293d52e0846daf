import { isDeepStrictEqual } from 'node:util'
import type { KubeObject } from '../../client/index.ts'
import type { Seen, TraceEntry } from '../../observe/trace.ts'
import type { TraceFile } from '../trace-file.ts'

/**
 * The `seq` of entries that say nothing: an object as it was already, a mark of the suite that is written again, an
 * event that tells of a success where no step asks for events.
 */
export function superfluousEntries({ header, entries }: TraceFile): number[] {
  const last = new Map<string, KubeObject>()
  const expectsEvents = entries.some((entry) => entry.kind === 'expectation' && entry.phrase.startsWith('event '))
  return entries.flatMap((entry) => {
    if (entry.kind !== 'seen') return []
    const { uid } = entry.object.metadata
    const before = last.get(uid)
    last.set(uid, entry.object)
    if (tellsOfSuccess(entry)) return expectsEvents ? [] : [entry.seq]
    if (entry.type !== 'MODIFIED' || before === undefined) return []
    const isMark = entry.object.metadata.labels?.[header.marks.label] !== undefined
    return isMark || isSame(before, entry.object) ? [entry.seq] : []
  })
}

const tellsOfSuccess = (entry: Seen & TraceEntry): boolean =>
  entry.resource === 'events' && entry.object['type'] === 'Normal' && /^Successful/.test(String(entry.object['reason']))

const isSame = (a: KubeObject, b: KubeObject): boolean => isDeepStrictEqual(unversioned(a), unversioned(b))

const unversioned = ({ metadata, ...rest }: KubeObject) => ({
  ...rest,
  metadata: { ...metadata, resourceVersion: undefined },
})

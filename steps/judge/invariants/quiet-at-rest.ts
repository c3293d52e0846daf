import type { KubeObject } from '../../client/index.ts'
import { wasRefused } from '../../observe/facts/events.ts'
import { prefix, type TraceEntry } from '../../observe/trace.ts'
import { causeOf } from '../blame.ts'
import type { Breach } from '../verdict.ts'
import { changesOf } from './all-changes.ts'
import type { History, Invariant } from './invariant.ts'
import { actionsBetween } from './suite.ts'

/** The resources that a controller of this kind writes. */
const WRITTEN = ['pods', 'persistentvolumeclaims', 'controllerrevisions']

export const quietAtRest: Invariant = {
  guarantee: 'SS-STA-012',
  sentence: 'a set at rest causes no writes',
  breaches: (history) =>
    restsOf(history).flatMap(({ from, to }) => {
      const written = [...statusWrites(history, from, to), ...otherWrites(history, from, to)]
      const first = written.sort((a, b) => a.at - b.at)[0]
      return first && !isPodMoved(history, from, first.at) ? [first] : []
    }),
}

interface Span {
  readonly from: number
  readonly to: number
}

/** From each moment of rest to the next entry by which the suite may have disturbed it. */
function restsOf({ header, trace }: History): Span[] {
  const { entries } = trace
  return entries.flatMap((entry) => {
    if (entry.kind !== 'settled' || !entry.rests || entry.moving.length > 0) return []
    // A controller that waits for a time, or for a back-off after a refusal, continues without an event.
    const isTimed = trace
      .objects(header.kind.plural, entry.seq)
      .some(({ spec, metadata }) => spec?.['minReadySeconds'] || metadata.deletionTimestamp)
    const isHindered = actionsBetween(trace, 0, entry.seq).some(
      ({ verb, resource }) => verb === 'order' && ['refusals', 'nodes'].includes(resource),
    )
    if (isTimed || isHindered || wasRefused(prefix(trace, entry.seq), header.kind.plural)) return []
    const end = entries.findIndex((later) => later.seq > entry.seq && disturbs(later))
    return [{ from: entry.seq + 1, to: end < 0 ? entries.length : end }]
  })
}

/** Time alone disturbs nothing: what passes while somebody waits is still rest. */
const disturbs = (entry: TraceEntry): boolean =>
  entry.kind === 'settled' || (entry.kind === 'action' && !(entry.verb === 'order' && entry.resource === 'clock'))

/** A status that follows a Pod is no write at rest. */
const isPodMoved = ({ header, trace }: History, from: number, to: number): boolean =>
  trace.entries
    .slice(from, to)
    .some(
      (entry) =>
        entry.kind === 'seen' && entry.resource === 'pods' && !entry.object.metadata.labels?.[header.marks.label],
    )

/** Changes of a workload that do not come from a new generation without content. */
function statusWrites({ header, trace }: History, from: number, to: number): Breach[] {
  const { plural } = header.kind
  const known = new Map(trace.objects(plural, from).map((object) => [object.metadata.uid, object]))
  return trace.entries.slice(from, to).flatMap((entry): Breach[] => {
    if (entry.kind !== 'seen' || entry.resource !== plural || entry.type !== 'MODIFIED') return []
    const { object, seq } = entry
    const { name, uid } = object.metadata
    const before = known.get(uid)
    known.set(uid, object)
    if (!before || substance(before, header) === substance(object, header)) return []
    const cause = { verb: 'report' as const, resource: plural, name }
    return [{ because: `${name} was written at rest`, expected: before.status, seen: object.status, at: seq, cause }]
  })
}

function substance({ metadata, spec, status }: KubeObject, { marks }: History['header']): string {
  const { resourceVersion: _, generation: __, ...rest } = metadata
  return JSON.stringify([rest, { ...spec, [marks.generationBump]: 0 }, { ...status, observedGeneration: 0 }])
}

const otherWrites = (history: History, from: number, to: number): Breach[] =>
  WRITTEN.flatMap((resource) => changesOf(history, resource))
    .filter(({ what, seq }) => what !== 'removed' && seq >= from && seq < to)
    .map((change) => ({
      because: `${change.resource}/${change.name} was ${change.what} at rest`,
      seen: [change.what, ...change.fields].join(' '),
      at: change.seq,
      cause: causeOf(change),
    }))

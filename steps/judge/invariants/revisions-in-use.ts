import { causeOf } from '../blame.ts'
import { changesOf } from './all-changes.ts'
import { revisionOf } from './deleted-pods.ts'
import type { History, Invariant } from './invariant.ts'
import { controllerOf } from './sets.ts'
import { isDeletedBySuite } from './suite.ts'

const REVISIONS = 'controllerrevisions'

export const revisionsInUse: Invariant = {
  guarantee: 'SS-REV-008',
  sentence: 'a revision that a status or a Pod names is kept',
  breaches: (history) => {
    const { trace } = history
    return changesOf(history, REVISIONS).flatMap((change) => {
      const { name, seq, what } = change
      if (what !== 'deleted' || isDeletedBySuite(trace, { resource: REVISIONS, name }, seq)) return []
      // Watches of two resources do not wait for each other: asked of the next moment of rest.
      const settled = trace.entries.find((entry) => entry.kind === 'settled' && entry.rests && entry.seq > seq)
      const user = settled && userOf(history, name, settled.seq)
      if (user === undefined) return []
      const because = `revision ${name} was deleted while ${user} names it`
      return [{ because, expected: `${name} stays`, seen: what, at: seq, cause: causeOf(change) }]
    })
  },
}

/** The objects that name a revision that does not exist at that moment. */
function userOf(history: History, revision: string, seq: number): string | undefined {
  const { header, trace } = history
  const isThere = trace.objects(REVISIONS, seq).some(({ metadata }) => metadata.name === revision)
  if (isThere) return undefined
  const sets = trace.objects(header.kind.plural, seq).filter(({ metadata }) => !metadata.deletionTimestamp)
  const uids = sets.map(({ metadata }) => metadata.uid)
  const naming = [
    ...sets.filter(({ status }) => [status?.['currentRevision'], status?.['updateRevision']].includes(revision)),
    ...trace
      .objects('pods', seq)
      .filter((pod) => revisionOf(pod) === revision && uids.includes(controllerOf(pod, history) ?? '')),
  ]
  return naming[0]?.metadata.name
}

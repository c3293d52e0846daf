import type { Action } from './actions.ts'
import { revisionOf } from './identity.ts'
import { ownRevisions } from './ownership.ts'
import type { View } from './view.ts'

const DEFAULT_LIMIT = 10

/** Revisions that nothing needs any more are kept up to a limit, for going back; the oldest go first. */
export function history({ snapshot, pods, current, update }: View): Action[] {
  const limit = snapshot.set.spec.revisionHistoryLimit ?? DEFAULT_LIMIT
  // A negative limit is accepted by the API, with a warning, and means that all are kept.
  if (limit < 0 || snapshot.set.metadata.deletionTimestamp) return []
  const live = new Set([current?.metadata.name, update?.metadata.name, ...pods.map(revisionOf)])
  const past = ownRevisions(snapshot).filter(({ metadata }) => !live.has(metadata.name))
  return past.slice(0, Math.max(0, past.length - limit)).map((revision) => ({ kind: 'delete-revision', revision }))
}

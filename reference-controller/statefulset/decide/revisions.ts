import type { ControllerRevision, KubeValue } from '../../client/objects.ts'
import type { Action, Reading, Snapshot } from './actions.ts'
import { controllerReference } from './identity.ts'
import { ownRevisions } from './ownership.ts'
import { dataOf, HASH_LABEL, revisionData, revisionName, sameData, writtenAlike } from './revision-name.ts'

/**
 * The template in its history. Every distinct template is recorded before any Pod is made of it; a template that
 * comes back is not recorded again but becomes the newest by its number.
 */
export function revisions(snapshot: Snapshot): Action[] {
  // Observed: the set is being deleted. A new revision would only have to be collected.
  if (snapshot.set.metadata.deletionTimestamp) return []
  // Observed: this sync has established the revision already.
  if (snapshot.established) return []
  const history = ownRevisions(snapshot)
  const newest = history.at(-1)
  const wanted = proposedRevision(snapshot, (newest?.revision ?? 0) + 1)
  if (newest && sameData(newest, wanted)) return []

  // Observed: the template was in use before. It is the same revision, not a new one with the same content.
  const former = history.findLast((revision) => sameData(revision, wanted))
  if (former) return [{ kind: 'renumber-revision', revision: { ...former, revision: wanted.revision } }]
  if (newest) {
    const present = wanted.data ?? {}
    const reading = readingOf(snapshot, newest, present)
    if (!reading) return [{ kind: 'read-revision', revision: newest, present }]
    // Observed: the newest revision says the same in other words, as one of an older release does. Nothing has changed.
    if (reading.template && writtenAlike(dataOf(reading.template), present)) return []
  }
  return [{ kind: 'create-revision', revision: wanted }]
}

/** What is known of the meaning of a revision, as long as the template of the set is the one that it was read beside. */
function readingOf({ reading }: Snapshot, { metadata }: ControllerRevision, present: KubeValue): Reading | undefined {
  const applies = reading?.revision === metadata.uid && writtenAlike(reading?.present, present)
  return applies ? reading : undefined
}

/** The revision that the set had reached, and the one that its template asks for. */
export function chosenRevisions(snapshot: Snapshot): { current?: ControllerRevision; update?: ControllerRevision } {
  const history = ownRevisions(snapshot)
  const update = snapshot.established ?? history.at(-1)
  if (!update) return {}
  const current = history.find(({ metadata }) => metadata.name === snapshot.set.status?.currentRevision)
  // Observed: the revision reached is not recorded (any more). What the template asks for takes its place.
  return { current: current ?? update, update }
}

function proposedRevision({ set, type, collisionCount }: Snapshot, revision: number): ControllerRevision {
  const data = revisionData(set)
  const { name, hash } = revisionName(set, data, collisionCount)
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name,
      namespace: set.metadata.namespace ?? '',
      labels: { ...set.spec.template.metadata?.labels, [HASH_LABEL]: hash },
      annotations: { ...set.metadata.annotations },
      ownerReferences: [controllerReference(type, set)],
    },
    data,
    revision,
  }
}

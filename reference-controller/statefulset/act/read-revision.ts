import { ApiError, type PodTemplateSpec, pathOf, type StatefulSet } from '../../client/index.ts'
import type { Action, Reading } from '../decide/actions.ts'
import { recordsTemplate, templateOf } from '../decide/revision-name.ts'
import type { SyncContext } from './sync-context.ts'

type ReadRevision = Action & { kind: 'read-revision' }

/** The template is malformed or invalid today, or the controller may not update sets. */
const NOT_ACCEPTED = [400, 403, 422]

/**
 * Asks the API server what a recorded template means, by a dry run of an update of the set with this template. Only the
 * API server knows the defaults and the spelling of every field, in its own release and for any kind of set.
 */
export async function readRevision(
  { client, resource, set }: SyncContext,
  { revision, present }: ReadRevision,
): Promise<Reading> {
  const reading = { revision: revision.metadata.uid, present }
  // Observed: somebody has made an object that records no template, and the set has adopted it.
  if (!recordsTemplate(revision)) return reading
  const template = await templateToday({ ...set, spec: { ...set.spec, template: templateOf(revision) } })
  return template ? { ...reading, template } : reading

  async function templateToday(asked: StatefulSet): Promise<PodTemplateSpec | undefined> {
    // Without a resourceVersion the update does not conflict with a newer version of the set.
    const { resourceVersion: _, ...metadata } = asked.metadata
    const path = pathOf(resource, metadata.namespace, metadata.name)
    try {
      const read = (await client.request('PUT', `${path}?dryRun=All`, { ...asked, metadata })) as StatefulSet
      return read.spec.template
    } catch (error) {
      if (error instanceof ApiError && NOT_ACCEPTED.includes(error.code)) return undefined
      throw error
    }
  }
}

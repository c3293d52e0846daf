import type { Change } from '../observe/changes.ts'
import type { Action, EntryOf } from '../observe/trace.ts'
import type { Expectations } from './expectation.ts'
import type { Moment } from './verdict.ts'

type Fields = Readonly<Record<string, unknown>>

/** The actions of the suite in the window that steps asked for. */
export const actionsOf = ({ trace, from }: Moment): Action[] =>
  trace.entries.slice(from).flatMap((entry) => (entry.kind === 'action' && !entry.own ? [entry] : []))

/** All expectations of the window: they were recorded when it opened, so their order among the Thens has no meaning. */
export const expectationsOf = ({ trace, from }: Moment): EntryOf<'expectation'>[] =>
  trace.entries.slice(from).filter((entry) => entry.kind === 'expectation')

/** True if an action of the suite, or an expectation of the window, speaks of a change; of a `changed` one, of this field. */
export function isExplained(change: Change, moment: Moment, known: Expectations): boolean {
  return (
    actionsOf(moment).some((action) => isDone(change, action)) ||
    (change.resource === 'controllerrevisions' && isRecord(change, moment)) ||
    (change.resource === 'persistentvolumes' && isProvisioned(change, moment)) ||
    expectationsOf(moment).some(
      ({ phrase, args }) => known[phrase]?.explains?.(change, moment, ...(args as never[])) ?? false,
    )
  )
}

/** True if the change is what an action of the suite asks for. */
function isDone({ resource, name, what, fields: [field = ''] }: Change, action: Action): boolean {
  if (action.verb === 'order') return isOrdered({ resource, name, what }, action)
  if (action.resource !== resource || (action.name !== name && action.name !== '')) return false
  switch (action.verb) {
    case 'get':
      return false
    case 'create':
      return action.subresource === 'eviction' ? isGoing(what, field) : what === 'created'
    case 'delete':
      return isGoing(what, field)
    case 'update':
    case 'patch':
      return what === 'changed' ? fieldsOf(action).includes(field) : ends(action, what)
  }
}

const isGoing = (what: Change['what'], field: string): boolean =>
  what === 'deleted' || what === 'removed' || field === 'finalizers'

/** A node that is lost takes its Pods along. */
const isOrdered = ({ resource, name, what }: Pick<Change, 'resource' | 'name' | 'what'>, { body }: Action): boolean =>
  resource === 'pods' &&
  name === (body as { pod?: string } | undefined)?.pod &&
  what !== 'created' &&
  what !== 'changed'

/** A finalizer that is taken off lets an object go; a Pod that is made to fail is replaced. */
function ends({ body, subresource }: Action, what: Change['what']): boolean {
  const { metadata = {}, status = {} } = body as { metadata?: Fields; status?: Fields }
  if (subresource === 'status' && 'phase' in status) return what === 'deleted' || what === 'removed'
  return what === 'removed' && 'finalizers' in metadata
}

/** The fields that a patch writes, as changes call them. */
function fieldsOf({ body, subresource }: Action): string[] {
  if (subresource === 'status') return []
  if (Array.isArray(body)) return body.map(({ path }: { path: string }) => fieldAt(path))
  const { metadata = {}, spec = {}, ...rest } = body as { metadata?: Fields; spec?: Fields }
  const { labels, annotations, ...others } = metadata as Fields & { labels?: Fields; annotations?: Fields }
  return [
    ...Object.keys(spec).map((key) => `spec.${key}`),
    ...Object.keys(labels ?? {}).map((key) => `labels[${key}]`),
    ...Object.keys(annotations ?? {}).map((key) => `annotations[${key}]`),
    ...Object.keys(others),
    ...Object.keys(rest),
  ]
}

/** The field, as changes call it, that a JSON pointer leads to or into. */
function fieldAt(pointer: string): string {
  const [root = '', key = '', last] = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  if (root !== 'metadata') return `${root}.${key}`
  return last === undefined ? key : `${key}[${last}]`
}

/** The provisioner makes a volume, and takes it away when its claim is gone. */
function isProvisioned({ what, object }: Change, { trace }: Moment): boolean {
  const { uid } = (object.spec?.['claimRef'] ?? {}) as { readonly uid?: string }
  const stays = trace.objects('persistentvolumeclaims').some(({ metadata }) => metadata.uid === uid)
  return what === 'created' || ((what === 'deleted' || what === 'removed') && !stays)
}

/**
 * A template is recorded when its workload is created or its template changed, and the record goes when the workload
 * goes: what the window does to the workload says so of its revisions. One that has lost its owner is the garbage
 * collector's doing, where the workload was deleted with propagation Orphan; a controller makes none without an owner,
 * and adopts those that it finds before it uses or deletes them.
 */
function isRecord({ what, fields, object }: Change, moment: Moment): boolean {
  const { kind } = moment.header
  const owner = object.metadata.ownerReferences?.[0]
  if (owner === undefined)
    return (
      fields.includes('ownerReferences') &&
      actionsOf(moment).some(({ resource, propagation }) => resource === kind.plural && propagation === 'Orphan')
    )
  const stays = moment.trace
    .objects(kind.plural)
    .some(({ metadata }) => metadata.uid === owner.uid && !metadata.deletionTimestamp)
  const done = actionsOf(moment).filter(
    ({ resource, name }) => resource === kind.plural && [owner.name, ''].includes(name),
  )
  const recorded = done.some((action) => action.verb !== 'patch' || fieldsOf(action).includes('spec.template'))
  return recorded && !((what === 'deleted' || what === 'removed') && stays)
}

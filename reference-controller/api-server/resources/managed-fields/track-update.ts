import type { KubeObject } from '../definition.ts'
import { canonical } from '../schema/canonical.ts'
import { capped } from './cap.ts'
import { difference, type FieldSet, isEmpty, union } from './field-set.ts'
import { ItemError } from './list-items.ts'
import { asksToForget, entryFor, identityOf, type Managers, managersIn, written } from './managers.ts'
import { owned } from './ownership.ts'
import type { Shape } from './shape.ts'
import { SYSTEM_FIELDS } from './unowned.ts'

/** Who writes, and how. */
export interface Writing {
  shape: Shape
  /** An object of which nothing is said yet. */
  empty: KubeObject
  /** Of the object; the subresource may speak another version than its resource. */
  apiVersion: string
  /** Empty for the object itself. */
  subresource: string
  manager: string
  /** RFC 3339, whole seconds. */
  now: string
  /** Fields that this way of writing leaves as they are. */
  ignored: FieldSet
}

/**
 * Writes into `metadata.managedFields` of a new state of an object who owns what now: the writer what it has changed,
 * all others what is left to them. `live` is undefined if the object is being created.
 */
export function trackUpdate(live: KubeObject | undefined, object: KubeObject, writing: Writing): void {
  const managers = startingManagers(live, object, writing)
  delete object.metadata['managedFields']
  // What has never been tracked, or is to be forgotten, is not tracked from here on either.
  if (managers.size === 0 && live) return
  try {
    const after = afterUpdate(managers, { live: live ?? writing.empty, object, writing })
    const entries = written(after)
    if (entries) object.metadata['managedFields'] = entries
  } catch (error) {
    // As upstream: where items cannot be told apart, nobody is tracked, and validation will say what is wrong.
    if (!(error instanceof ItemError)) throw error
  }
}

/** What the client says of managers counts, if it says anything that can be read, and speaks of the object itself. */
function startingManagers(live: KubeObject | undefined, object: KubeObject, { subresource }: Writing): Managers {
  const own = managersIn(live?.metadata['managedFields']) ?? new Map()
  const given = object.metadata['managedFields']
  if (subresource !== '' || given === undefined || given === null) return own
  if (asksToForget(given)) return new Map()
  const read = managersIn(given)
  return read && read.size > 0 ? read : own
}

interface Step {
  live: KubeObject
  object: KubeObject
  writing: Writing
}

export function afterUpdate(managers: Managers, { live, object, writing }: Step): Managers {
  const { shape, apiVersion, subresource, manager, now, ignored } = writing
  const change = { shape, before: live, after: object, ignored }
  const { comparison, left } = owned(managers, undefined, change)
  const taken = difference(union(comparison.modified, comparison.added), SYSTEM_FIELDS)
  if (isEmpty(taken)) return capped(left)
  const fresh = entryFor(manager, { operation: 'Update', apiVersion, fieldsV1: taken, time: now, subresource })
  const identity = identityOf(fresh)
  const before = left.get(identity)?.fieldsV1
  const fieldsV1 = before ? union(taken, before) : taken
  return capped(new Map(left).set(identity, { ...fresh, fieldsV1 }))
}

const emptyObjects = new Map<string, KubeObject>()

/** Of a type of the schema table: what its encoder writes though nothing is said. */
export function emptyObject(type: string): KubeObject {
  const known = emptyObjects.get(type)
  if (known) return known
  const empty = canonical(type, { metadata: {} }) as KubeObject
  emptyObjects.set(type, empty)
  return empty
}

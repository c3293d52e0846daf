import type { KubeObject } from '../definition.ts'
import { canonical } from '../schema/canonical.ts'
import { capped } from './cap.ts'
import { difference, type FieldSet, isEmpty, union } from './field-set.ts'
import { ItemError } from './list-items.ts'
import { asksToForget, entryFor, identityOf, type Managers, managersIn, written } from './managers.ts'
import { owned } from './ownership.ts'
import type { Shape } from './shape.ts'
import { SYSTEM_FIELDS } from './unowned.ts'

/** The manager of a write, and the write. */
export interface Writing {
  shape: Shape
  /** An empty object of the kind. */
  empty: KubeObject
  /** The version of the body, which for a subresource may differ from that of the resource. */
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
 * Updates `metadata.managedFields` of a new state of an object: the writer owns the fields that it has changed, and
 * all others keep the rest. `live` is undefined if the object is being created.
 */
export function trackUpdate(live: KubeObject | undefined, object: KubeObject, writing: Writing): void {
  const managers = startingManagers(live, object, writing)
  delete object.metadata['managedFields']
  // An object that is not tracked, or whose managers the client resets, is not tracked from here on.
  if (managers.size === 0 && live) return
  try {
    const after = afterUpdate(managers, { live: live ?? writing.empty, object, writing })
    const entries = written(after)
    if (entries) object.metadata['managedFields'] = entries
  } catch (error) {
    // As in kube-apiserver: an object with ambiguous list items is not tracked; validation refuses it.
    if (!(error instanceof ItemError)) throw error
  }
}

/** managedFields of the client count if they can be decoded and the request is for the object itself. */
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

/** The fields that the encoder always writes for a type. */
export function emptyObject(type: string): KubeObject {
  const known = emptyObjects.get(type)
  if (known) return known
  const empty = canonical(type, { metadata: {} }) as KubeObject
  emptyObjects.set(type, empty)
  return empty
}

import { isDeepStrictEqual } from 'node:util'
import type { KubeObject } from '../definition.ts'
import { goJson } from '../schema/go-json.ts'
import { type Conflict, ConflictError, conflictsOf } from './conflicts.ts'
import { difference, differenceWithBelow, type FieldSet, has, intersection, isEmpty, union } from './field-set.ts'
import { fieldsOfValue } from './fields-of.ts'
import { LAST_APPLIED, lastAppliedFields } from './last-applied.ts'
import { entryFor, identityOf, type ManagedFieldsEntry, type Managers, managersIn, written } from './managers.ts'
import { merged } from './merge.ts'
import { owned } from './ownership.ts'
import { removed, withNamedFields } from './remove.ts'
import type { Shape } from './shape.ts'
import { afterUpdate, type Writing } from './track-update.ts'
import { SYSTEM_FIELDS } from './unowned.ts'

export interface Applying extends Writing {
  /** Takes fields that others own instead of a conflict. */
  force: boolean
}

type Json = Record<string, unknown>

interface Step {
  shape: Shape
  live: KubeObject
  config: Json
  applying: Applying
}

interface Applied {
  /** Undefined if nothing of the object changes. */
  object: Json | undefined
  managers: Managers
}

/**
 * The live object (undefined: there is none yet) as the configuration wants it, with its new managers. The
 * configuration must be of the shape of its type; conflicts with other managers are a ConflictError.
 */
export function applyConfiguration(live: KubeObject | undefined, config: KubeObject, applying: Applying): KubeObject {
  const { shape, now, manager } = applying
  const { managedFields, ...metadata } = (live ?? applying.empty).metadata ?? {}
  const start = { ...(live ?? applying.empty), metadata } as KubeObject
  const managers = trackedManagers(managersIn(managedFields) ?? new Map(), start, applying)
  const step = { shape, live: start, config, applying }
  const { object, managers: after } = attempt(managers, step)
  const result = { ...(object ?? start) } as KubeObject
  result.metadata = { ...result.metadata }
  const self = selfOf(applying)
  const own = after.get(self)
  // An apply of the current state changes nothing.
  const timed = own && object ? new Map(after).set(self, inTime(own, now)) : after
  const entries = written(timed)
  if (entries) result.metadata['managedFields'] = entries
  if (manager === 'kubectl') rememberConfiguration(result, config)
  return result
}

function inTime(entry: ManagedFieldsEntry, time: string): ManagedFieldsEntry {
  const { manager = '', operation, apiVersion, fieldsV1, subresource } = entry
  return entryFor(manager, { operation, apiVersion, fieldsV1, time, subresource })
}

const selfOf = ({ manager, apiVersion, subresource }: Applying) =>
  identityOf({ manager, operation: 'Apply', apiVersion, subresource })

/** Fields from before tracking belong to a manager of their own. */
function trackedManagers(managers: Managers, live: KubeObject, applying: Applying): Managers {
  if (managers.size > 0) return managers
  const writing = { ...applying, manager: 'before-first-apply' }
  return afterUpdate(managers, { live: applying.empty, object: live, writing })
}

function attempt(managers: Managers, step: Step): Applied {
  const outcome = applied(managers, step)
  if (outcome.conflicts.length === 0 || step.applying.force) return outcome
  const { applying, live } = step
  // Fields of a client-side apply belong to kubectl.
  const allowed = applying.manager === 'kubectl' ? lastAppliedFields(step.shape, live, applying.apiVersion) : undefined
  const left = allowed ? outcome.conflicts.filter(({ path }) => !has(allowed, path)) : outcome.conflicts
  if (left.length > 0) throw new ConflictError(left)
  return outcome
}

function applied(managers: Managers, step: Step): Applied & { conflicts: Conflict[] } {
  const { shape, live, config, applying } = step
  const self = selfOf(applying)
  const last = managers.get(self)
  const fields = differenceWithBelow(fieldsOfValue(shape, config), applying.ignored)
  const entry = { ...applying, operation: 'Apply', fieldsV1: fields, time: last?.time } as const
  const claimed = new Map(managers).set(self, entryFor(applying.manager, entry))
  const whole = merged(shape, live, config)
  const after = last && !isEmpty(last.fieldsV1) ? pruned(whole, last.fieldsV1, { shape, claimed }) : whole
  const { conflicts, left } = owned(claimed, self, { shape, before: live, after, ignored: applying.ignored })
  const found = [...conflicts].flatMap(([identity, lost]) => conflictsOf(managers.get(identity)!, lost))
  return {
    object: isDeepStrictEqual(live, after) ? undefined : (after as Json),
    managers: kept(left, self),
    conflicts: found,
  }
}

/** Fields that the server sets in every object have no owner. */
function kept(managers: Managers, self: string): Managers {
  const own = managers.get(self)
  if (!own) return managers
  const fieldsV1 = difference(own.fieldsV1, SYSTEM_FIELDS)
  const result = new Map(managers)
  if (isEmpty(fieldsV1)) result.delete(self)
  else result.set(self, { ...own, fieldsV1 })
  return result
}

/**
 * Removes the fields that this manager applied last time, applies no longer, and nobody else owns: first all of them,
 * then those with another owner are restored.
 */
function pruned(whole: unknown, last: FieldSet, { shape, claimed }: { shape: Shape; claimed: Managers }): unknown {
  const named = (fields: FieldSet) => withNamedFields(shape, fields)
  const lastNamed = named(last)
  const all = named(fieldsOfValue(shape, whole))
  const everyone = [...claimed.values()].reduce<FieldSet>((sum, { fieldsV1 }) => union(sum, fieldsV1), {})
  const without = removed(shape, whole, lastNamed)
  const wanted = union(named(fieldsOfValue(shape, without)), named(everyone))
  const backed = removed(shape, whole, difference(all, wanted))
  const gone = difference(all, named(fieldsOfValue(shape, backed)))
  return removed(shape, whole, intersection(gone, lastNamed))
}

/** Updates the annotation of kubectl's client-side apply, if there is one, on a server-side apply by kubectl. */
function rememberConfiguration(object: KubeObject, config: KubeObject): void {
  const { annotations } = object.metadata
  if (!annotations?.[LAST_APPLIED]) return
  const { [LAST_APPLIED]: _before, ...others } = config.metadata.annotations ?? {}
  const metadata = { ...config.metadata, ...(config.metadata.annotations ? { annotations: others } : {}) }
  object.metadata.annotations = { ...annotations, [LAST_APPLIED]: `${goJson({ ...config, metadata })}\n` }
}

import { type Comparison, compare, without } from './compare.ts'
import { difference, type FieldSet, intersection, isEmpty, union } from './field-set.ts'
import { type ManagedFieldsEntry, type Managers, withFields } from './managers.ts'
import type { Shape } from './shape.ts'

/** A change of an object, as far as owners are concerned. */
export interface Change {
  shape: Shape
  before: unknown
  after: unknown
  /** Fields that this way of writing leaves as they are. */
  ignored: FieldSet
}

/** The effect of a change on the owners of the changed fields. */
export interface Outcome {
  comparison: Comparison
  /** The fields that others own and that the change gives another value, by the identity of their owner. */
  conflicts: ReadonlyMap<string, FieldSet>
  /** The managers without the changed and removed fields; managers without fields are dropped. */
  left: Managers
}

/** The managers other than `self` after `self` has changed an object. */
export function owned(managers: Managers, self: string | undefined, change: Change): Outcome {
  const comparison = without(compare(change.shape, change.before, change.after), change.ignored)
  const touched = union(comparison.modified, comparison.added)
  const conflicts = new Map<string, FieldSet>()
  const left = new Map<string, ManagedFieldsEntry>()
  for (const [identity, entry] of managers) {
    const kept = identity === self ? entry : stripped(entry, { touched, comparison, conflicts, identity })
    if (!isEmpty(kept.fieldsV1)) left.set(identity, kept)
  }
  return { comparison, conflicts, left }
}

interface Stripping {
  touched: FieldSet
  comparison: Comparison
  conflicts: Map<string, FieldSet>
  identity: string
}

function stripped(entry: ManagedFieldsEntry, { touched, comparison, conflicts, identity }: Stripping) {
  const lost = intersection(entry.fieldsV1, touched)
  if (!isEmpty(lost)) conflicts.set(identity, lost)
  return withFields(entry, difference(difference(entry.fieldsV1, lost), comparison.removed))
}

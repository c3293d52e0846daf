import { difference, type FieldSet, has, isEmpty, NOTHING, type Path } from './field-set.ts'
import { identityOf, type ManagedFieldsEntry, type Managers, managersIn, withFields, written } from './managers.ts'
import { fieldElement } from './path-element.ts'

const SCALE_VERSION = 'autoscaling/v1'
const IN_SCALE = ['spec', 'replicas']

/** Names on the way to a number of replicas, as a path and as a set of nothing else. */
function fieldAt(names: readonly string[]): { path: Path; alone: FieldSet } {
  const path = names.map(fieldElement)
  return { path, alone: path.reduceRight<FieldSet>((below, element) => ({ [element]: below }), NOTHING) }
}

/** The managers of a scale: the owners of the number of replicas in the object. */
export function scaleManagers(entries: unknown, replicas: readonly string[]): ManagedFieldsEntry[] | undefined {
  const { path } = fieldAt(replicas)
  const owners = [...(managersIn(entries) ?? new Map<string, ManagedFieldsEntry>()).values()]
    .filter(({ fieldsV1 }) => has(fieldsV1, path))
    .map((entry) => ({ ...entry, apiVersion: SCALE_VERSION, fieldsV1: fieldAt(IN_SCALE).alone }))
  return owners.length > 0 ? owners : undefined
}

/** The managers of an object after its scale was written, of which `scale` are the managers now. */
export function parentManagers(entries: unknown, scale: unknown, parent: Parent): ManagedFieldsEntry[] | undefined {
  const before: Managers = managersIn(entries) ?? new Map()
  const owners = ownersOf(scale, parent)
  const { path, alone } = fieldAt(parent.replicas)
  const after = new Map<string, ManagedFieldsEntry>()
  for (const [identity, entry] of before) {
    const lost = has(entry.fieldsV1, path) && !owners.has(identity)
    const kept = lost ? withFields(entry, difference(entry.fieldsV1, alone)) : entry
    if (!isEmpty(kept.fieldsV1)) after.set(identity, kept)
  }
  for (const [identity, entry] of owners) if (!before.has(identity)) after.set(identity, entry)
  return written(after)
}

/** The object of a scale. */
interface Parent {
  apiVersion: string
  /** The path of the number of replicas. */
  replicas: readonly string[]
}

function ownersOf(scale: unknown, { apiVersion, replicas }: Parent): Managers {
  const owners = [...(managersIn(scale) ?? new Map<string, ManagedFieldsEntry>()).values()]
    .filter(({ fieldsV1 }) => has(fieldsV1, fieldAt(IN_SCALE).path))
    // kube-apiserver keeps no time for managers that have written only the scale.
    .map(({ time: _, ...entry }) => ({ ...entry, apiVersion, fieldsV1: fieldAt(replicas).alone }))
  return new Map(owners.map((entry) => [identityOf(entry), entry]))
}

import type { Context, KubeObject, ObjectMeta, StatusCause, Strategy } from '../definition.ts'
import type { ResourceNames } from '../names.ts'
import { canonicalize } from '../schema/canonical.ts'
import { typeOfKind } from '../schema/table.ts'
import { same } from './equality.ts'
import { dnsSubdomainName, type NameRule } from './names.ts'
import {
  clearServerFields,
  keepServerFields,
  validateMeta,
  validateMetaUpdate,
  validateQualified,
} from './object-meta.ts'

/** The rules of one resource. Whatever is left out is as for an object without rules. */
export interface Rules {
  nameRule?: NameRule
  /** A client may create the object with its status. */
  keepsStatusOnCreate?: boolean
  /** A PUT requires a resourceVersion. */
  needsRevision?: boolean
  /** metadata.generation counts the changes of spec. */
  countsGenerations?: boolean
  defaults?(object: KubeObject): void
  prepareForCreate?(object: KubeObject, context: Context): void
  prepareForUpdate?(object: KubeObject, old: KubeObject): void
  prepareForStatusUpdate?(object: KubeObject, old: KubeObject): void
  /** Validates a new object without its metadata. */
  validate?(object: KubeObject): StatusCause[]
  /** Validates a change without the metadata. */
  validateUpdate?(object: KubeObject, old: KubeObject): StatusCause[]
  validateStatusUpdate?(object: KubeObject, old: KubeObject): StatusCause[]
  warnings?(object: KubeObject, old?: KubeObject): string[]
  markTerminating?(object: KubeObject, now: string): KubeObject | undefined
  gracePeriod?(object: KubeObject, requested: number | undefined): number
  selectableFields?(object: KubeObject): Record<string, unknown>
}

/** The strategy of a resource: the rules of every object, and those of this resource. */
export function strategyOf(names: ResourceNames, rules: Rules): Strategy {
  const hasStatus = names.subresources.includes('status')
  const canonical = (object: KubeObject) => canonicalize(typeOfKind(names.group, names.version, names.kind), object)
  const nameRule = rules.nameRule ?? dnsSubdomainName
  const validateNewMeta = (metadata: ObjectMeta) => [
    ...validateMeta(metadata, nameRule, names.namespaced),
    ...validateQualified(metadata.finalizers ?? []),
  ]
  const strategy: Strategy = {
    applyDefaults(object) {
      rules.defaults?.(object)
      canonical(object)
    },
    prepareForCreate(object, context) {
      clearServerFields(object)
      if (hasStatus && !rules.keepsStatusOnCreate) delete object['status']
      if (rules.countsGenerations) object.metadata.generation = 1
      rules.prepareForCreate?.(object, context)
      canonical(object)
    },
    prepareForUpdate(object, old) {
      keepServerFields(object, old)
      if (hasStatus) keepField('status', object, old)
      rules.prepareForUpdate?.(object, old)
      canonical(object)
      if (rules.countsGenerations && !same(object['spec'], old['spec'])) countUp(object, old)
    },
    prepareForStatusUpdate(object, old) {
      keepServerFields(object, old)
      keepField('spec', object, old)
      rules.prepareForStatusUpdate?.(object, old)
      canonical(object)
    },
    validateCreate: (object) => [...validateNewMeta(object.metadata), ...(rules.validate?.(object) ?? [])],
    validateUpdate: (object, old) => [
      ...validateMetaUpdate(object.metadata, old.metadata),
      ...validateNewMeta(object.metadata),
      ...(rules.validateUpdate ? rules.validateUpdate(object, old) : (rules.validate?.(object) ?? [])),
    ],
    validateStatusUpdate: (object, old) => [
      ...validateMetaUpdate(object.metadata, old.metadata),
      ...validateQualified(object.metadata.finalizers ?? []),
      ...(rules.validateStatusUpdate?.(object, old) ?? []),
    ],
    selectableFields: (object) => selectable(names.namespaced, object, rules.selectableFields?.(object)),
  }
  if (rules.needsRevision) strategy.needsRevision = true
  if (rules.warnings) strategy.warnings = rules.warnings
  if (rules.markTerminating) strategy.markTerminating = rules.markTerminating
  if (rules.gracePeriod) strategy.gracePeriod = rules.gracePeriod
  return strategy
}

function keepField(field: string, object: KubeObject, old: KubeObject): void {
  if (old[field] === undefined) delete object[field]
  else object[field] = old[field]
}

function countUp(object: KubeObject, old: KubeObject): void {
  object.metadata.generation = (old.metadata.generation ?? 0) + 1
}

function selectable(
  namespaced: boolean,
  { metadata }: KubeObject,
  more: Record<string, unknown> = {},
): Record<string, string> {
  const entries = Object.entries(more).map(([key, value]) => [key, String(value ?? '')])
  const own = {
    'metadata.name': metadata.name,
    ...(namespaced ? { 'metadata.namespace': metadata.namespace ?? '' } : {}),
  }
  return { ...own, ...Object.fromEntries(entries) }
}

import { isDeepStrictEqual } from 'node:util'
import type { KubeObject, ObjectMeta, StatusCause, Strategy } from '../definition.ts'
import { canonicalize } from '../schema/canonical.ts'
import { dnsSubdomainName, labelKeyProblems } from '../shared/names.ts'
import { clearServerFields, keepServerFields, validateMeta, validateMetaUpdate } from '../shared/object-meta.ts'
import { validateEmbedded } from './embedded.ts'
import { parseJsonPath } from './json-path.ts'
import type { JsonSchema } from './json-schema.ts'
import { validateListTypes } from './list-types.ts'
import { type ScalePaths, validateScaleSpec, validateScaleStatus } from './scale.ts'
import { causesOf } from './validation/problem.ts'
import { validateValue } from './validation/validate.ts'

/** What one version of a definition says that matters to the writing of objects. */
export interface CustomRules {
  namespaced: boolean
  schema: JsonSchema
  hasStatus: boolean
  scale: ScalePaths | undefined
  selectableFields: readonly { jsonPath: string }[]
}

/** The strategy of a custom kind: what holds for every object, and what its schema says. */
export function customStrategy(rules: CustomRules): Strategy {
  const { hasStatus } = rules
  return {
    needsRevision: true,
    // The schema's defaults are part of reading an object.
    applyDefaults: () => {},
    prepareForCreate(object) {
      clearServerFields(object)
      if (hasStatus) delete object['status']
      object.metadata.generation = 1
      canonicalize(META, object.metadata)
    },
    prepareForUpdate(object, old) {
      keepServerFields(object, old)
      if (hasStatus) keepStatus(object, old)
      // Everything but the metadata counts.
      const isSame = isDeepStrictEqual(withoutMeta(object), withoutMeta(old))
      if (!isSame) object.metadata.generation = (old.metadata.generation ?? 0) + 1
      canonicalize(META, object.metadata)
    },
    prepareForStatusUpdate(object, old) {
      const { status, metadata } = object as { status?: unknown; metadata: ObjectMeta }
      for (const field of Object.keys(object)) delete (object as Record<string, unknown>)[field]
      Object.assign(object, old, { metadata: { ...old.metadata } })
      if (metadata['managedFields']) object.metadata['managedFields'] = metadata['managedFields']
      if (status === undefined) delete object['status']
      else object['status'] = status
    },
    ...validation(rules),
    warnings: (object, old) => finalizerWarnings(object.metadata, old?.metadata),
    selectableFields: (object) => selectable(rules, object),
  }
}

const META = 'meta.v1.ObjectMeta'

function keepStatus(object: KubeObject, old: KubeObject): void {
  if (old['status'] === undefined) delete object['status']
  else object['status'] = old['status']
}

function withoutMeta({ metadata: _metadata, ...rest }: KubeObject) {
  return rest
}

type Validation = Pick<Strategy, 'validateCreate' | 'validateUpdate' | 'validateStatusUpdate'>

function validation({ namespaced, schema, scale }: CustomRules): Validation {
  const statusSchema = schema.properties?.['status']
  const scaleCauses = (object: KubeObject) => [
    ...validateScaleSpec(object, scale),
    ...validateScaleStatus(object, scale),
  ]
  return {
    validateCreate: (object) => [
      ...validateMeta(object.metadata, dnsSubdomainName, namespaced),
      ...causesOf(validateValue(object, schema, { path: '' })),
      ...scaleCauses(object),
      ...validateEmbedded(object, schema),
      ...validateListTypes(object, schema),
    ],
    validateUpdate: (object, old) => [
      ...validateMetaUpdate(object.metadata, old.metadata),
      ...causesOf(validateValue(object, schema, { path: '', old })),
      ...scaleCauses(object),
      ...validateEmbedded(object, schema),
      ...newListCauses(object, old, schema),
    ],
    validateStatusUpdate(object, old) {
      const { status } = object as { status?: unknown }
      const found =
        statusSchema && status !== undefined
          ? causesOf(validateValue(status, statusSchema, { path: '', old: old['status'] }), 'status')
          : []
      return [
        ...validateMetaUpdate(object.metadata, old.metadata),
        ...found,
        ...validateScaleStatus(object, scale),
        ...newListCauses(object, old, schema),
      ]
    },
  }
}

/** Lists that have been wrong already may stay so. */
function newListCauses(object: KubeObject, old: KubeObject, schema: JsonSchema): StatusCause[] {
  return validateListTypes(old, schema).length > 0 ? [] : validateListTypes(object, schema)
}

const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion']

function finalizerWarnings(meta: ObjectMeta, old?: ObjectMeta): string[] {
  const added = (meta.finalizers ?? []).filter((finalizer) => !old?.finalizers?.includes(finalizer))
  return [...new Set(added)].sort().flatMap((finalizer) => {
    const shown = `metadata.finalizers: ${JSON.stringify(finalizer)}`
    const found = labelKeyProblems(finalizer).map((problem) => `${shown}: ${problem}`)
    if (finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer)) return found
    const path = finalizer.includes('.') ? ' including a path (/)' : ''
    const advice = `prefer a domain-qualified finalizer name${path} to avoid accidental conflicts with other finalizer writers`
    return [...found, `${shown}: ${advice}`]
  })
}

function selectable({ namespaced, selectableFields }: CustomRules, object: KubeObject): Record<string, string> {
  const { name, namespace = '' } = object.metadata
  const own = { 'metadata.name': name, ...(namespaced ? { 'metadata.namespace': namespace } : {}) }
  const further = selectableFields.map(({ jsonPath }) => {
    const [value = ''] = parseJsonPath(jsonPath)?.(object) ?? []
    return [jsonPath.replace(/^\./, ''), String(value)]
  })
  return { ...own, ...Object.fromEntries(further) }
}

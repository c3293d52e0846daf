import { isDeepStrictEqual } from 'node:util'
import type { KubeObject, ObjectMeta, Strategy } from '../../resources/definition.ts'
import { canonicalize } from '../../resources/schema/canonical.ts'
import type { JsonSchema } from '../../resources/schema/json-schema.ts'
import { dnsSubdomainName } from '../../resources/shared/names.ts'
import {
  clearServerFields,
  keepServerFields,
  validateMeta,
  validateMetaUpdate,
} from '../../resources/shared/object-meta.ts'
import type { ScalePaths } from '../crd/types.ts'
import { parseJsonPath } from './json-path.ts'
import { validateScaleSpec, validateScaleStatus } from './scale.ts'
import { validateValue } from './validate.ts'

/** The parts of one version of a CRD that matter when objects are written. */
export interface CustomRules {
  namespaced: boolean
  schema: JsonSchema
  hasStatus: boolean
  scale: ScalePaths | undefined
  selectableFields: readonly { jsonPath: string }[]
}

/** The strategy of a custom kind: the rules of every object, and those of its schema. */
export function customStrategy(rules: CustomRules): Strategy {
  const { hasStatus } = rules
  return {
    needsRevision: true,
    // Decoding has applied the defaults of the schema.
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
      // Any change outside of the metadata counts.
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
      ...validateValue(object, schema, { field: '' }),
      ...scaleCauses(object),
    ],
    validateUpdate: (object, old) => [
      ...validateMetaUpdate(object.metadata, old.metadata),
      ...validateValue(object, schema, { field: '', old }),
      ...scaleCauses(object),
    ],
    validateStatusUpdate(object, old) {
      const { status } = object as { status?: unknown }
      const found =
        statusSchema && status !== undefined
          ? validateValue(status, statusSchema, { field: 'status', old: old['status'] })
          : []
      return [...validateMetaUpdate(object.metadata, old.metadata), ...found, ...validateScaleStatus(object, scale)]
    },
  }
}

const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion']

function finalizerWarnings(meta: ObjectMeta, old?: ObjectMeta): string[] {
  const added = (meta.finalizers ?? []).filter((finalizer) => !old?.finalizers?.includes(finalizer))
  return [...new Set(added)].sort().flatMap((finalizer) => {
    if (finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer)) return []
    return [`metadata.finalizers: ${JSON.stringify(finalizer)}: prefer a domain-qualified name with a path (/)`]
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

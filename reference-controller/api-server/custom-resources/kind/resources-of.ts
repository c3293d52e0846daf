import { isDeepStrictEqual } from 'node:util'
import type { CustomKind, KubeObject, ResourceDefinition } from '../../resources/definition.ts'
import type { Json, JsonSchema } from '../../resources/schema/json-schema.ts'
import { type CrdVersion, type CustomResourceDefinition, isTrue } from '../crd/types.ts'
import { customTable } from './columns.ts'
import { decodeCustom, shapedCustom } from './decode.ts'
import { pruned } from './prune.ts'
import { customScale } from './scale.ts'
import { customStrategy } from './strategy.ts'
import { compareVersions } from './version-order.ts'

/** The resources that an established CRD adds: one for each served version, the preferred one first. */
export function resourcesOf(crd: CustomResourceDefinition, retired: AbortSignal): ResourceDefinition[] {
  if (!isTrue(crd, 'Established')) return []
  return (crd.spec.versions ?? [])
    .filter(({ served }) => served)
    .sort((a, b) => compareVersions(a.name, b.name))
    .map((version) => customResource(crd, version, retired))
}

function customResource(crd: CustomResourceDefinition, version: CrdVersion, retired: AbortSignal): ResourceDefinition {
  const { group, scope, names } = crd.spec
  const { acceptedNames: accepted } = crd.status
  const { status, scale } = version.subresources ?? {}
  const namespaced = scope === 'Namespaced'
  const schema = schemaOf(version)
  return {
    group,
    version: version.name,
    plural: accepted.plural,
    singular: accepted.singular ?? '',
    kind: accepted.kind,
    listKind: accepted.listKind ?? `${names.kind}List`,
    shortNames: accepted.shortNames ?? [],
    categories: accepted.categories ?? [],
    namespaced,
    subresources: [...(status ? (['status'] as const) : []), ...(scale ? (['scale'] as const) : [])],
    strategy: customStrategy({
      namespaced,
      schema,
      hasStatus: status !== undefined,
      scale,
      selectableFields: version.selectableFields ?? [],
    }),
    table: customTable(version.additionalPrinterColumns),
    folder: `${group}/${accepted.plural}`,
    custom: customKind(crd, version, retired),
  }
}

const schemaOf = ({ schema }: CrdVersion): JsonSchema => schema?.openAPIV3Schema ?? { type: 'object' }

function customKind(crd: CustomResourceDefinition, version: CrdVersion, retired: AbortSignal): CustomKind {
  const { group, versions } = crd.spec
  const { scale } = version.subresources ?? {}
  const schemas = new Map((versions ?? []).map((one) => [`${group}/${one.name}`, schemaOf(one)]))
  const known = (apiVersion: string) => schemas.get(apiVersion) ?? NOTHING
  const storage = versions?.find((one) => one.storage)?.name ?? version.name
  const own = `${group}/${version.name}`
  const stored = `${group}/${storage}`
  return {
    decode: (read, mode) => decodeCustom(read, known, mode),
    shown: (object) => inVersion(own, object, known),
    stored: (object) => inVersion(stored, object, known),
    schema: schemaOf(version),
    scale: scale && customScale(scale),
    deprecation: deprecationOf(crd, version),
    terminating: isTrue(crd, 'Terminating'),
    storageVersion: storage,
    retired,
  }
}

/** The schema of a version that the CRD does not have. */
const NOTHING: JsonSchema = { type: 'object' }

/**
 * An object in another version, by conversion strategy None: the apiVersion changes, and fields that the schemas do
 * not have are pruned; the defaults are those of the written version. Objects of the version itself are decoded
 * again too: the schema may have changed since.
 */
function inVersion(
  wanted: string,
  object: KubeObject,
  schemaOfVersion: (apiVersion: string) => JsonSchema,
): KubeObject {
  const written = object.apiVersion ?? wanted
  const first = shapedCustom(object as Json, schemaOfVersion(written), () => {})
  const shown =
    written === wanted ? first : (pruned({ ...first, apiVersion: wanted }, schemaOfVersion(wanted)) as KubeObject)
  return isDeepStrictEqual(shown, object) ? object : shown
}

function deprecationOf({ spec }: CustomResourceDefinition, version: CrdVersion): string | undefined {
  if (!version.deprecated) return undefined
  if (version.deprecationWarning !== undefined) return version.deprecationWarning
  const { group, names, versions } = spec
  const [better] = (versions ?? [])
    .filter(({ served, deprecated, name }) => served && !deprecated && compareVersions(name, version.name) < 0)
    .sort((a, b) => compareVersions(a.name, b.name))
  const advice = better ? `; use ${group}/${better.name} ${names.kind}` : ''
  return `${group}/${version.name} ${names.kind} is deprecated${advice}`
}

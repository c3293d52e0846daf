import type { StatusCause } from '../../resources/definition.ts'
import { invalid, notSupported, oneOf, required } from '../../resources/shared/field-errors.ts'
import type { CustomResourceDefinition } from './types.ts'

/**
 * Checks only what this server relies on: names, a schema for each version, one storage version, no conversion
 * webhook. kube-apiserver checks for the author of a CRD whether its schemas are structural.
 */
export function validateCrd({ metadata, spec, status }: CustomResourceDefinition): StatusCause[] {
  const { group, names, conversion } = spec
  const versions = spec.versions ?? []
  const wanted = `${names.plural}.${group}`
  const stored = versions.filter(({ storage }) => storage)
  const gone = (status.storedVersions ?? []).filter((name) => versions.every((version) => version.name !== name))
  return [
    ...(group?.includes('.') ? [] : [invalid('spec.group', group, 'must be a domain with at least one dot')]),
    ...(names.plural ? [] : [required('spec.names.plural')]),
    ...(names.kind ? [] : [required('spec.names.kind')]),
    ...oneOf('spec.scope', spec.scope, ['Cluster', 'Namespaced']),
    ...(metadata.name === wanted ? [] : [invalid('metadata.name', metadata.name, `must be ${wanted}`)]),
    ...versions.flatMap(({ schema }, index) =>
      schema?.openAPIV3Schema ? [] : [required(`spec.versions[${index}].schema.openAPIV3Schema`)],
    ),
    ...(stored.length === 1 ? [] : [invalid('spec.versions', versions, 'must have exactly one storage version')]),
    ...gone.map((name) => invalid('status.storedVersions', name, 'must remain in spec.versions')),
    ...(!conversion || conversion.strategy === 'None'
      ? []
      : [notSupported('spec.conversion.strategy', conversion.strategy, ['None'])]),
  ]
}

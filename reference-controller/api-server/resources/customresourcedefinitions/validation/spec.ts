import { isDeepStrictEqual } from 'node:util'
import type { StatusCause } from '../../definition.ts'
import { invalid, notSupported, oneOf, required } from '../../shared/field-errors.ts'
import { dnsSubdomainProblems } from '../../shared/names.ts'
import type { DefinitionSpec, DefinitionVersion } from '../types.ts'
import { label, requireNames, validateNames } from './names.ts'
import { shownVersions, withSharedParts } from './shared-parts.ts'
import { validateDeprecation, validateParts } from './version.ts'

export function validateSpec(spec: DefinitionSpec): StatusCause[] {
  const all = spec.versions ?? []
  const { shared, versions } = withSharedParts(all)
  const hasStatus = (index: number) => all[index]?.subresources?.status !== undefined
  return [
    ...validateGroup(spec.group),
    ...oneOf('spec.scope', spec.scope, ['Cluster', 'Namespaced']),
    ...all.flatMap(({ schema }, index) =>
      schema?.openAPIV3Schema ? [] : [required(`spec.versions[${index}].schema.openAPIV3Schema`)],
    ),
    ...versions.flatMap((version, index) => [
      ...label(version.name, `spec.versions[${index}].name`, true),
      ...validateDeprecation(version, `spec.versions[${index}].deprecationWarning`),
      ...validateParts(version, `spec.versions[${index}]`, { schema: 'schema', hasStatus: hasStatus(index) }),
    ]),
    ...validateVersionsTogether(versions),
    ...label(all[0]?.name, 'spec.version'),
    ...requireNames(spec.names, 'spec.names'),
    ...validateNames(spec.names, 'spec.names'),
    ...validateParts(shared, 'spec', { schema: 'validation', hasStatus: all.some((_, index) => hasStatus(index)) }),
    ...validateConversion(spec),
  ]
}

function validateGroup(group: string | undefined): StatusCause[] {
  const field = 'spec.group'
  if (!group) return [required(field)]
  const found = dnsSubdomainProblems(group)
  if (found.length > 0) return [invalid(field, group, found.join(','))]
  return group.includes('.') ? [] : [invalid(field, group, 'should be a domain with at least one dot')]
}

function validateVersionsTogether(versions: DefinitionVersion[]): StatusCause[] {
  const unique = versions.every(
    ({ name }, index) => !versions.some((one, at) => at < index && isDeepStrictEqual(one.name, name)),
  )
  const stored = versions.filter(({ storage }) => storage).length
  const wrong = (detail: string) => invalid('spec.versions', shownVersions(versions), detail)
  return [
    ...(unique ? [] : [wrong('must contain unique version names')]),
    ...(stored === 1 ? [] : [wrong('must have exactly one version marked as storage version')]),
  ]
}

/** Here upstream has one choice more, `Webhook`. */
function validateConversion({ conversion }: DefinitionSpec): StatusCause[] {
  const field = 'spec.conversion.strategy'
  if (!conversion) return []
  if (!conversion.strategy) return [required(field)]
  return conversion.strategy === 'None' ? [] : [notSupported(field, conversion.strategy, ['None'])]
}

/** Kinds of old could keep everything. */
export function validatePreservation({ preserveUnknownFields }: DefinitionSpec): StatusCause[] {
  if (!preserveUnknownFields) return []
  const detail =
    'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead'
  return [invalid('spec.preserveUnknownFields', true, detail)]
}

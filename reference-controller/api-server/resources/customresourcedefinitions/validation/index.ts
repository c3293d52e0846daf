/**
 * What a definition must say, and what its schemas may say: the rules of
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 * A conversion webhook is refused: nobody would call it.
 */
import type { StatusCause } from '../../definition.ts'
import { invalid, required } from '../../shared/field-errors.ts'
import { dnsSubdomainProblems } from '../../shared/names.ts'
import { type CustomResourceDefinition, isTrue } from '../types.ts'
import { validateNames } from './names.ts'
import { validatePreservation, validateSpec } from './spec.ts'

export { validateNames }

export function validateDefinition(crd: CustomResourceDefinition): StatusCause[] {
  return [
    ...validateName(crd),
    ...validateSpec(crd.spec),
    ...validateStatus(crd),
    ...validateApproval(crd),
    ...validatePreservation(crd.spec),
  ]
}

export function validateDefinitionUpdate(crd: CustomResourceDefinition, old: CustomResourceDefinition): StatusCause[] {
  return [
    ...validateSpec(crd.spec),
    ...(isTrue(old, 'Established')
      ? [
          ...immutable('spec.scope', crd.spec.scope, old.spec.scope),
          ...immutable('spec.names.kind', crd.spec.names.kind, old.spec.names.kind),
        ]
      : []),
    ...immutable('spec.group', crd.spec.group, old.spec.group),
    ...immutable('spec.names.plural', crd.spec.names.plural, old.spec.names.plural),
    ...validateStatus(crd),
    ...(approvalOf(crd) === approvalOf(old) ? [] : validateApproval(crd)),
    ...(old.spec.preserveUnknownFields ? [] : validatePreservation(crd.spec)),
  ]
}

function validateName({ metadata, spec }: CustomResourceDefinition): StatusCause[] {
  const { name } = metadata
  // Without a name, its absence has been reported already.
  if (!name) return []
  const found = dnsSubdomainProblems(name)
  if (name !== `${spec.names.plural}.${spec.group}`) found.push('must be spec.names.plural+"."+spec.group')
  return found.map((problem) => invalid('metadata.name', name, problem))
}

function immutable(field: string, value: unknown, old: unknown): StatusCause[] {
  return value === old ? [] : [invalid(field, value, 'field is immutable')]
}

function validateStatus({ spec, status }: CustomResourceDefinition): StatusCause[] {
  const field = 'status.storedVersions'
  const stored = status.storedVersions ?? []
  const names = validateNames(status.acceptedNames, 'status.acceptedNames')
  if (stored.length === 0) return [...names, invalid(field, null, 'must have at least one stored version')]
  const versions = spec.versions ?? []
  const lacking = versions
    // Each is found once, so a version that is there twice is missing the second time.
    .filter(({ name, storage }, index) => {
      const first = versions.findIndex((version) => version.name === name)
      return storage && (!stored.includes(name) || first < index)
    })
    .map(({ name }) => invalid(field, stored, `must have the storage version ${name}`))
  const gone = stored.flatMap((version, index) => {
    if (versions.some(({ name }) => name === version)) return []
    const detail = `missing from spec.versions; ${version} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${version} and removes ${version} from status.storedVersions`
    return [invalid(`${field}[${index}]`, version, detail)]
  })
  return [...names, ...lacking, ...gone]
}

const APPROVED = 'api-approved.kubernetes.io'
const KEP = 'see https://github.com/kubernetes/enhancements/pull/1111'

/** Groups of the Kubernetes community need an annotation that says who approved of the API. */
function validateApproval(crd: CustomResourceDefinition): StatusCause[] {
  if (!/(^|\.)(k8s|kubernetes)\.io$/.test(crd.spec.group ?? '')) return []
  const state = approvalOf(crd)
  const field = `metadata.annotations[${APPROVED}]`
  const needed = `protected groups must have approval annotation "${APPROVED}"`
  if (state === 'missing') return [required(field, `${needed}, ${KEP}`)]
  if (state !== 'invalid') return []
  const detail = `${needed} with either a URL or a reason starting with "unapproved", ${KEP}`
  return [invalid(field, crd.metadata.annotations?.[APPROVED], detail)]
}

function approvalOf({ metadata }: CustomResourceDefinition): 'missing' | 'bypassed' | 'approved' | 'invalid' {
  const text = metadata.annotations?.[APPROVED]
  if (!text) return 'missing'
  if (text.startsWith('unapproved')) return 'bypassed'
  return /^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(text) ? 'approved' : 'invalid'
}

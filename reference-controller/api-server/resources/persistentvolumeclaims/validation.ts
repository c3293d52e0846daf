import { compareQuantities } from '../../../quantity.ts'
import type { StatusCause } from '../definition.ts'
import { type ClaimSpec, validateClaimSpec } from '../shared/claim-spec.ts'
import { same } from '../shared/equality.ts'
import { forbidden, invalid, quantityProblem } from '../shared/field-errors.ts'
import type { Claim } from './types.ts'

export function validateClaim({ spec }: Claim): StatusCause[] {
  const [source, reference] = [spec['dataSource'], spec['dataSourceRef']]
  const differ = source && reference && !same(source, reference)
  // The server's own value has nothing to show for it.
  return [...validateClaimSpec(spec, 'spec'), ...(differ ? [invalid('spec', {}, 'must match dataSourceRef')] : [])]
}

export function validateClaimStatus({ status = {} }: Claim): StatusCause[] {
  return Object.entries(status.capacity ?? {}).flatMap(([name, amount]) =>
    compareQuantities(amount, '0') < 0 ? [quantityProblem(`status.capacity[${name}]`, amount)] : [],
  )
}

const FIXED =
  'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n'

/** The volume may be set once, and a bound claim may request more. Everything else is fixed. */
export function validateClaimUpdate(claim: Claim, { spec: old, status: oldStatus }: Claim): StatusCause[] {
  const { spec, status } = claim
  const found = validateClaimSpec(spec, 'spec')
  const bound = status?.phase === 'Bound'
  if (!same(fixedPart(spec, bound), fixedPart({ ...old, ...nameable(spec, old) }, bound))) {
    found.push(forbidden('spec', FIXED))
  }
  const [size, before] = [spec, old].map((one) => one.resources?.requests?.['storage'] ?? '0')
  const capacity = oldStatus?.capacity?.['storage'] ?? '0'
  if (compareQuantities(size, before) < 0 && compareQuantities(size, capacity) <= 0) {
    found.push(forbidden('spec.resources.requests.storage', 'field can not be less than status.capacity'))
  }
  if (spec.volumeMode !== old.volumeMode) found.push(invalid('volumeMode', spec.volumeMode, 'field is immutable'))
  return found
}

/** The fields that an update may set if they are empty: the volume and the class. */
function nameable(spec: ClaimSpec, old: ClaimSpec): Partial<ClaimSpec> {
  const fillable = ['volumeName', 'storageClassName'] as const
  const filled = fillable.filter((name) => old[name] === undefined && spec[name] !== undefined)
  return Object.fromEntries(filled.map((name) => [name, spec[name]]))
}

function fixedPart(spec: ClaimSpec, bound: boolean): unknown {
  if (!bound) return spec
  const { volumeAttributesClassName: _, ...rest } = spec
  return { ...rest, resources: { ...spec.resources, requests: { ...spec.resources?.requests, storage: '0' } } }
}

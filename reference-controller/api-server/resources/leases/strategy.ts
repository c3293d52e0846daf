import type { KubeObject, StatusCause } from '../definition.ts'
import { invalid, nonNegative } from '../shared/field-errors.ts'
import type { Rules } from '../shared/strategy.ts'

interface Lease extends KubeObject {
  spec?: { leaseDurationSeconds?: number; leaseTransitions?: number; strategy?: string; preferredHolder?: string }
}

/** Whoever takes a lease must have seen the one that it replaces. */
export const leaseRules: Rules = {
  needsRevision: true,
  prepareForCreate: dropGatedFields,
  prepareForUpdate: dropGatedFields,
  validate: (object) => validateLease(object as Lease),
}

/** Gate CoordinatedLeaderElection, off by default. */
function dropGatedFields(object: KubeObject): void {
  const { spec } = object as Lease
  for (const field of ['strategy', 'preferredHolder'] as const) if (spec?.[field] !== undefined) delete spec[field]
}

function validateLease({ spec = {} }: Lease): StatusCause[] {
  const { leaseDurationSeconds: seconds, leaseTransitions } = spec
  const field = 'spec.leaseDurationSeconds'
  return [
    ...(seconds !== undefined && seconds <= 0 ? [invalid(field, seconds, 'must be greater than 0')] : []),
    ...nonNegative('spec.leaseTransitions', leaseTransitions),
  ]
}

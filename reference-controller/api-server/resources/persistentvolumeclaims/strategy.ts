import { claimWarnings, defaultClaimSpec } from '../shared/claim-spec.ts'
import { addFinalizer } from '../shared/finalizers.ts'
import type { Rules } from '../shared/strategy.ts'
import type { Claim } from './types.ts'
import { validateClaim, validateClaimUpdate } from './validation.ts'

/** A claim begins Pending, and is protected from deletion while a Pod uses it (admission StorageObjectInUseProtection). */
export const claimRules: Rules = {
  defaults(object) {
    const claim = object as Claim
    // A frozen spec is the stored one, which has them.
    if (!Object.isFrozen(claim.spec)) defaultClaimSpec(claim.spec)
    claim.status = { ...claim.status, phase: claim.status?.phase || 'Pending' }
  },
  prepareForCreate(object) {
    object['status'] = { phase: 'Pending' }
    addFinalizer(object, 'kubernetes.io/pvc-protection')
  },
  warnings: (object) => claimWarnings((object as Claim).spec, 'spec'),
  validate: (object) => validateClaim(object as Claim),
  validateUpdate: (object, old) => validateClaimUpdate(object as Claim, old as Claim),
}

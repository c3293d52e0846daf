import { claimWarnings, defaultClaimSpec } from '../shared/claim-spec.ts'
import { addFinalizer } from '../shared/finalizers.ts'
import type { Rules } from '../shared/strategy.ts'
import type { Claim } from './types.ts'
import { validateClaim, validateClaimStatus, validateClaimUpdate } from './validation.ts'

/** A claim begins Pending, and is protected from deletion while a Pod uses it (admission StorageObjectInUseProtection). */
export const claimRules: Rules = {
  defaults(object) {
    const claim = object as Claim
    // A frozen spec is the stored one, which has them.
    if (!Object.isFrozen(claim.spec)) defaultClaimSpec(claim.spec)
    claim.status = { ...claim.status, phase: claim.status?.phase || 'Pending' }
  },
  prepareForCreate(object) {
    agreeOnSource((object as Claim).spec)
    object['status'] = { phase: 'Pending' }
    addFinalizer(object, 'kubernetes.io/pvc-protection')
  },
  warnings: (object) => claimWarnings((object as Claim).spec, 'spec'),
  validate: (object) => validateClaim(object as Claim),
  validateStatusUpdate: (object) => validateClaimStatus(object as Claim),
  validateUpdate: (object, old) => validateClaimUpdate(object as Claim, old as Claim),
}

interface Source {
  apiGroup?: string | null
  kind?: string
}

/** dataSource is the older of two equal fields; sources that it does not support are not kept in it. */
function agreeOnSource(spec: Claim['spec']): void {
  const old = spec['dataSource'] as Source | undefined
  const { kind, apiGroup = '' } = old ?? {}
  const isClaim = kind === 'PersistentVolumeClaim' && !apiGroup
  const isSnapshot = kind === 'VolumeSnapshot' && apiGroup === 'snapshot.storage.k8s.io'
  if (old && !isClaim && !isSnapshot) delete spec['dataSource']
  const [source, ref] = [spec['dataSource'], spec['dataSourceRef']]
  if (source && !ref) spec['dataSourceRef'] = structuredClone(source)
  if (ref && !source && !(ref as { namespace?: string }).namespace) spec['dataSource'] = structuredClone(ref)
}

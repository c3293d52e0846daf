import type { Features } from '../../../feature-gates.ts'
import { defaultClaimSpec } from '../shared/claim-spec.ts'
import { defaultPodSpec } from '../shared/pod-template/defaults.ts'
import type { StatefulSet, StatefulSetSpec } from './types.ts'

const REPLICAS = 1
const HISTORY_LIMIT = 10

/** Defaults of apps/v1 StatefulSet. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/ */
export function defaultStatefulSet({ spec }: StatefulSet, features: Features): void {
  // A frozen spec is the stored one, which has them.
  if (Object.isFrozen(spec)) return
  spec.podManagementPolicy ||= 'OrderedReady'
  defaultUpdateStrategy(spec, features)
  spec.persistentVolumeClaimRetentionPolicy ??= {}
  spec.persistentVolumeClaimRetentionPolicy.whenDeleted ||= 'Retain'
  spec.persistentVolumeClaimRetentionPolicy.whenScaled ||= 'Retain'
  spec.replicas ??= REPLICAS
  spec.revisionHistoryLimit ??= HISTORY_LIMIT
  defaultPodSpec(spec.template.spec)
  for (const claim of spec.volumeClaimTemplates ?? []) {
    // Typed conversion sets these; the hash of a revision includes them.
    Object.assign(claim, { kind: 'PersistentVolumeClaim', apiVersion: 'v1' })
    defaultClaimSpec(claim.spec)
    claim.status = { ...claim.status, phase: claim.status?.phase || 'Pending' }
  }
}

/** rollingUpdate is filled in only when the whole strategy was left to the defaults, or when it was given in part. */
function defaultUpdateStrategy({ updateStrategy }: StatefulSetSpec, features: Features): void {
  if (!updateStrategy.type) {
    updateStrategy.type = 'RollingUpdate'
    updateStrategy.rollingUpdate ??= {}
  }
  if (updateStrategy.type !== 'RollingUpdate' || !updateStrategy.rollingUpdate) return
  updateStrategy.rollingUpdate.partition ??= 0
  if (features.maxUnavailable) updateStrategy.rollingUpdate.maxUnavailable ??= 1
}

import type { KubeObject } from '../definition.ts'
import type { ClaimSpec } from '../shared/claim-spec.ts'
import type { StructuredSelector } from '../shared/labels.ts'
import type { PodTemplate } from '../shared/pod-template/validation.ts'

export interface StatefulSet extends KubeObject {
  spec: StatefulSetSpec
  status?: StatefulSetStatus
}

export interface StatefulSetSpec {
  replicas?: number
  selector?: StructuredSelector
  template: PodTemplate
  volumeClaimTemplates?: ClaimTemplate[]
  serviceName?: string
  podManagementPolicy?: string
  updateStrategy: { type?: string; rollingUpdate?: { partition?: number; maxUnavailable?: number | string } }
  revisionHistoryLimit?: number
  minReadySeconds?: number
  persistentVolumeClaimRetentionPolicy?: { whenDeleted?: string; whenScaled?: string }
  ordinals?: { start: number }
}

export interface ClaimTemplate {
  kind?: string
  apiVersion?: string
  metadata: { name: string }
  spec: ClaimSpec
  status?: { phase?: string }
}

export interface StatefulSetStatus {
  replicas?: number
  readyReplicas?: number
  currentReplicas?: number
  updatedReplicas?: number
  availableReplicas?: number
  observedGeneration?: number
  collisionCount?: number
}

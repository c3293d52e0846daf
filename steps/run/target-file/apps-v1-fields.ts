/** The fields of apps/v1 StatefulSet that features, facts and invariants speak of. */
export const FIELDS: readonly string[] = [
  'spec.replicas',
  'spec.selector',
  'spec.template',
  'spec.volumeClaimTemplates',
  'spec.serviceName',
  'spec.podManagementPolicy',
  'spec.updateStrategy',
  'spec.updateStrategy.type',
  'spec.updateStrategy.rollingUpdate',
  'spec.updateStrategy.rollingUpdate.partition',
  'spec.updateStrategy.rollingUpdate.maxUnavailable',
  'spec.revisionHistoryLimit',
  'spec.minReadySeconds',
  'spec.persistentVolumeClaimRetentionPolicy',
  'spec.persistentVolumeClaimRetentionPolicy.whenDeleted',
  'spec.persistentVolumeClaimRetentionPolicy.whenScaled',
  'spec.ordinals',
  'spec.ordinals.start',
  'status.observedGeneration',
  'status.replicas',
  'status.readyReplicas',
  'status.currentReplicas',
  'status.updatedReplicas',
  'status.availableReplicas',
  'status.currentRevision',
  'status.updateRevision',
  'status.collisionCount',
  'status.conditions',
]

/** Without these no scenario can be staged. */
export const NECESSARY: readonly string[] = [
  'spec.replicas',
  'spec.selector',
  'spec.template',
  'spec.revisionHistoryLimit',
  'status.observedGeneration',
  'status.replicas',
  'status.readyReplicas',
]

/** The labels by which StatefulSet identifies its Pods. */
export const POD_LABELS: readonly string[] = [
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'controller-revision-hash',
]

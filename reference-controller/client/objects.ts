/** Kubernetes objects as the API speaks them: raw JSON, times as strings, unknown fields kept. */

export interface OwnerReference {
  apiVersion: string
  kind: string
  name: string
  uid: string
  controller?: boolean
  blockOwnerDeletion?: boolean
}

export interface ObjectMeta {
  name: string
  namespace?: string
  generateName?: string
  uid?: string
  resourceVersion?: string
  generation?: number
  creationTimestamp?: string
  deletionTimestamp?: string
  deletionGracePeriodSeconds?: number
  labels?: Record<string, string>
  annotations?: Record<string, string>
  finalizers?: string[]
  ownerReferences?: OwnerReference[]
  [more: string]: unknown
}

export interface KubeObject {
  apiVersion?: string
  kind?: string
  metadata: ObjectMeta
  [more: string]: unknown
}

export interface LabelSelector {
  matchLabels?: Record<string, string>
  matchExpressions?: { key: string; operator: string; values?: string[] }[]
}

export interface Condition {
  type: string
  status: string
  reason?: string
  message?: string
  lastTransitionTime?: string
  lastProbeTime?: string | null
  observedGeneration?: number
}

export interface Volume {
  name: string
  persistentVolumeClaim?: { claimName: string; readOnly?: boolean }
  [more: string]: unknown
}

export interface Container {
  name: string
  image?: string
  ports?: { name?: string; containerPort: number; protocol?: string }[]
  [more: string]: unknown
}

export interface PodSpec {
  nodeName?: string
  hostname?: string
  subdomain?: string
  containers: Container[]
  initContainers?: Container[]
  volumes?: Volume[]
  readinessGates?: { conditionType: string }[]
  terminationGracePeriodSeconds?: number
  [more: string]: unknown
}

export interface PodStatus {
  phase?: string
  conditions?: Condition[]
  podIP?: string
  podIPs?: { ip: string }[]
  hostIP?: string
  startTime?: string
  containerStatuses?: KubeValue[]
  initContainerStatuses?: KubeValue[]
  [more: string]: unknown
}

/** A part of an object whose fields nobody here names. */
export interface KubeValue {
  [more: string]: unknown
}

export interface Pod extends KubeObject {
  spec: PodSpec
  status?: PodStatus
}

export interface PodTemplateSpec {
  metadata?: Partial<ObjectMeta>
  spec: PodSpec
}

export interface ClaimRetentionPolicy {
  whenDeleted?: string
  whenScaled?: string
}

export interface StatefulSetSpec {
  replicas?: number
  selector: LabelSelector
  template: PodTemplateSpec
  volumeClaimTemplates?: PersistentVolumeClaim[]
  serviceName?: string
  podManagementPolicy?: string
  updateStrategy?: {
    type?: string
    rollingUpdate?: { partition?: number; maxUnavailable?: number | string }
  }
  revisionHistoryLimit?: number
  minReadySeconds?: number
  persistentVolumeClaimRetentionPolicy?: ClaimRetentionPolicy
  ordinals?: { start?: number }
  [more: string]: unknown
}

export interface StatefulSetStatus {
  observedGeneration?: number
  replicas: number
  readyReplicas?: number
  currentReplicas?: number
  updatedReplicas?: number
  availableReplicas?: number
  currentRevision?: string
  updateRevision?: string
  collisionCount?: number
  conditions?: Condition[]
  [more: string]: unknown
}

export interface StatefulSet extends KubeObject {
  spec: StatefulSetSpec
  status?: StatefulSetStatus
}

export interface PersistentVolumeClaim extends KubeObject {
  spec: {
    storageClassName?: string
    volumeName?: string
    volumeMode?: string
    accessModes?: string[]
    resources?: { requests?: Record<string, string>; limits?: Record<string, string> }
    selector?: LabelSelector
    [more: string]: unknown
  }
  status?: { phase?: string; accessModes?: string[]; capacity?: Record<string, string>; [more: string]: unknown }
}

export interface ObjectReference {
  apiVersion?: string
  kind?: string
  namespace?: string
  name?: string
  uid?: string
  resourceVersion?: string
  fieldPath?: string
}

export interface PersistentVolume extends KubeObject {
  spec: {
    capacity?: Record<string, string>
    accessModes?: string[]
    claimRef?: ObjectReference
    storageClassName?: string
    persistentVolumeReclaimPolicy?: string
    volumeMode?: string
    [more: string]: unknown
  }
  status?: { phase?: string; [more: string]: unknown }
}

export interface ControllerRevision extends KubeObject {
  data?: KubeValue
  revision: number
}

export interface EventObject extends KubeObject {
  involvedObject: ObjectReference
  reason?: string
  message?: string
  type?: string
  count?: number
  firstTimestamp?: string | null
  lastTimestamp?: string | null
  source?: { component?: string; host?: string }
}

export interface Node extends KubeObject {
  spec?: { unschedulable?: boolean; [more: string]: unknown }
  status?: { conditions?: Condition[]; [more: string]: unknown }
}

export interface Service extends KubeObject {
  spec: {
    clusterIP?: string
    selector?: Record<string, string>
    ports?: { name?: string; port: number; protocol?: string; targetPort?: number | string; appProtocol?: string }[]
    publishNotReadyAddresses?: boolean
    [more: string]: unknown
  }
}

export interface Endpoint {
  addresses: string[]
  hostname?: string
  nodeName?: string
  conditions?: { ready?: boolean; serving?: boolean; terminating?: boolean }
  targetRef?: ObjectReference
}

export interface EndpointSlice extends KubeObject {
  addressType: string
  endpoints: Endpoint[]
  ports?: { name?: string; port?: number; protocol?: string; appProtocol?: string }[]
}

export interface Namespace extends KubeObject {
  spec?: { finalizers?: string[] }
  status?: { phase?: string; conditions?: Condition[] }
}

export interface StorageClass extends KubeObject {
  provisioner: string
  volumeBindingMode?: string
  reclaimPolicy?: string
}

/** The error body of the API. */
export interface Status {
  kind?: string
  apiVersion?: string
  status?: string
  message?: string
  reason?: string
  code?: number
  details?: KubeValue
}

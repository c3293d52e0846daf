/** Kubernetes objects as raw JSON, as far as the suite reads them: what a server sent is compared, not a model of it. */

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
  uid: string
  resourceVersion: string
  generateName?: string
  generation?: number
  creationTimestamp?: string
  deletionTimestamp?: string
  deletionGracePeriodSeconds?: number
  labels?: Record<string, string>
  annotations?: Record<string, string>
  finalizers?: string[]
  ownerReferences?: OwnerReference[]
}

export interface Condition {
  type: string
  status: string
  reason?: string
  message?: string
  lastTransitionTime?: string
}

/** Any object. `spec` and `status` stay untyped: the workload's kind is a value, not a type. */
export interface KubeObject {
  apiVersion?: string
  kind?: string
  metadata: ObjectMeta
  spec?: Record<string, unknown>
  status?: Record<string, unknown>
  [field: string]: unknown
}

/** A manifest that has not been to a server yet. */
export interface Manifest {
  apiVersion: string
  kind: string
  metadata: { name?: string; namespace?: string; [field: string]: unknown }
  [field: string]: unknown
}

export interface Volume {
  name: string
  persistentVolumeClaim?: { claimName: string }
  [source: string]: unknown
}

export interface Pod extends KubeObject {
  spec: {
    nodeName?: string
    hostname?: string
    subdomain?: string
    nodeSelector?: Record<string, string>
    schedulingGates?: { name: string }[]
    readinessGates?: { conditionType: string }[]
    volumes?: Volume[]
    [field: string]: unknown
  }
  status: { phase?: string; conditions?: Condition[]; [field: string]: unknown }
}

/** The `Status` object that the API answers instead of an object when it refuses. */
export interface Status {
  kind: 'Status'
  code: number
  reason?: string
  message?: string
  details?: { causes?: { reason?: string; message?: string; field?: string }[]; [field: string]: unknown }
}

/** The condition of that type, if the object has it. */
export const conditionOf = (object: KubeObject, type: string): Condition | undefined =>
  (object.status?.['conditions'] as Condition[] | undefined)?.find((condition) => condition.type === type)

/** Whether the object has a condition of that type with the status True. */
export const conditionIsTrue = (object: KubeObject, type: string): boolean =>
  conditionOf(object, type)?.status === 'True'

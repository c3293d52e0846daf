/**
 * Kubernetes objects as raw JSON: what a server sent is compared, not a model of it. The types are those of
 * @kubernetes/client-node, lifted to what JSON holds; at run time nothing of it is loaded for them.
 */
import type {
  V1ContainerStatus,
  V1EndpointSlice,
  V1LabelSelector,
  V1MutatingWebhookConfiguration,
  V1Node,
  V1ObjectMeta,
  V1OwnerReference,
  V1Pod,
  V1PodCondition,
  V1Status,
} from '@kubernetes/client-node'

/** The JSON form of a type: times are strings. */
type InJson<T> = 0 extends 1 & T
  ? unknown
  : T extends Date
    ? string
    : T extends object
      ? { [K in keyof T]: InJson<T[K]> }
      : T

interface Fields {
  [field: string]: unknown
}

export type Condition = InJson<V1PodCondition>
export type ContainerStatus = InJson<V1ContainerStatus>
export type OwnerReference = InJson<V1OwnerReference>
export type LabelSelector = InJson<V1LabelSelector>

/** The metadata of an object that a server has stored. */
export type ObjectMeta = InJson<V1ObjectMeta> & { name: string; uid: string; resourceVersion: string }

/** Any object. `spec` and `status` stay untyped: the workload's kind is a value, not a type. */
export interface KubeObject extends Fields {
  apiVersion?: string
  kind?: string
  metadata: ObjectMeta
  spec?: Record<string, unknown>
  status?: Record<string, unknown>
}

/** A manifest that has not been to a server yet. */
export interface Manifest extends Fields {
  apiVersion: string
  kind: string
  metadata: Fields & { name?: string; namespace?: string }
}

/** An object of a kind that is known, with the parts that a server always sends. Newer fields are kept. */
type Kind<T, Always extends keyof InJson<T> = never> = KubeObject &
  InJson<Omit<T, 'metadata'>> &
  Required<Pick<InJson<T>, Always>>

export type Pod = Kind<V1Pod, 'spec' | 'status'>
export type Node = Kind<V1Node>
export type EndpointSlice = Kind<V1EndpointSlice>
export type Endpoint = NonNullable<EndpointSlice['endpoints']>[number]
export type WebhookConfiguration = Kind<V1MutatingWebhookConfiguration>

/** The `Status` object that the API answers instead of an object when it refuses. */
export type Status = InJson<V1Status> & { kind: 'Status'; code: number }

/** The condition of that type, if the object has it. */
export const conditionOf = (object: KubeObject, type: string): Condition | undefined =>
  (object.status?.['conditions'] as Condition[] | undefined)?.find((condition) => condition.type === type)

/** True if the object has a condition of that type with the status True. */
export const conditionIsTrue = (object: KubeObject, type: string): boolean =>
  conditionOf(object, type)?.status === 'True'

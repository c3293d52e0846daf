/**
 * Kubernetes objects as the API speaks them. The types are those of @kubernetes/client-node, which come from the API's
 * own description, lifted to what JSON holds. Types only: at run time nothing of it is loaded.
 */
import type {
  CoreV1Event,
  V1Container,
  V1ControllerRevision,
  V1Endpoint,
  V1EndpointSlice,
  V1LabelSelector,
  V1Namespace,
  V1Node,
  V1NodeSelectorTerm,
  V1ObjectMeta,
  V1OwnerReference,
  V1PersistentVolume,
  V1PersistentVolumeClaim,
  V1Pod,
  V1PodCondition,
  V1PodDisruptionBudget,
  V1PodSpec,
  V1PodStatus,
  V1PodTemplateSpec,
  V1Service,
  V1StatefulSet,
  V1StatefulSetSpec,
  V1StatefulSetStatus,
  V1Status,
  V1StorageClass,
  V1Taint,
  V1Toleration,
  V1Volume,
} from '@kubernetes/client-node'

/** The JSON form of a type: times are strings. */
export type InJson<T> = 0 extends 1 & T
  ? unknown
  : T extends Date
    ? string
    : T extends object
      ? { [K in keyof T]: InJson<T[K]> }
      : T

export type ObjectMeta = InJson<V1ObjectMeta> & { name: string }

/** Any object. Fields of newer versions are kept. */
export interface KubeObject {
  apiVersion?: string
  kind?: string
  metadata: ObjectMeta
  [more: string]: unknown
}

/** An object of a kind as it comes from a server, with the fields that it always has there. */
export type Kind<T, Always extends keyof InJson<T> = never> = KubeObject &
  InJson<Omit<T, 'metadata'>> &
  Required<Pick<InJson<T>, Always>>

/** A part of an object whose fields nobody here names. */
export interface KubeValue {
  [more: string]: unknown
}

export type Pod = Kind<V1Pod, 'spec'>
export type StatefulSet = Kind<Omit<V1StatefulSet, 'spec'>> & { spec: StatefulSetSpec }
export type PersistentVolumeClaim = Kind<V1PersistentVolumeClaim, 'spec'>
export type PersistentVolume = Kind<V1PersistentVolume, 'spec'>
export type ControllerRevision = Kind<V1ControllerRevision> & { data?: KubeValue }
export type EventObject = Kind<CoreV1Event>
export type Node = Kind<V1Node>
export type Service = Kind<V1Service, 'spec'>
export type EndpointSlice = Kind<V1EndpointSlice, 'endpoints'>
export type Namespace = Kind<V1Namespace>
export type StorageClass = Kind<V1StorageClass>
export type PodDisruptionBudget = Kind<V1PodDisruptionBudget>

export type OwnerReference = InJson<V1OwnerReference>
export type LabelSelector = InJson<V1LabelSelector>
export type Condition = InJson<V1PodCondition>
export type Volume = InJson<V1Volume>
export type Container = InJson<V1Container>
export type PodSpec = InJson<V1PodSpec>
export type PodStatus = InJson<V1PodStatus>
export type PodTemplateSpec = InJson<V1PodTemplateSpec> & { spec: PodSpec }
export type StatefulSetSpec = Omit<InJson<V1StatefulSetSpec>, 'template' | 'volumeClaimTemplates'> & {
  template: PodTemplateSpec
  volumeClaimTemplates?: PersistentVolumeClaim[]
}
export type StatefulSetStatus = InJson<V1StatefulSetStatus>
export type NodeSelectorTerm = InJson<V1NodeSelectorTerm>
export type Endpoint = InJson<V1Endpoint>
export type Taint = InJson<V1Taint>
export type Toleration = InJson<V1Toleration>
/** The error body of the API. */
export type Status = InJson<V1Status>

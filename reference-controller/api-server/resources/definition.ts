import type { Ids } from '../../ids.ts'
import type { JsonSchema } from './schema/json-schema.ts'
import type { ReadJson } from './schema/read-json.ts'

/** A resource for the HTTP layer: its names, its subresources, and the strategy with its rules. */
export interface ResourceDefinition {
  group: string
  version: string
  plural: string
  singular: string
  kind: string
  listKind: string
  shortNames: string[]
  categories: string[]
  namespaced: boolean
  subresources: ('status' | 'scale' | 'binding' | 'eviction')[]
  strategy: Strategy
  /** The table for people. */
  table: { columns: readonly Column[]; conditions(object: KubeObject): RowCondition[] }
  /** The folder of the objects in the store, if it is not the plural: groups may use the same plural. */
  folder?: string
  /** Set for kinds that a CRD added. */
  custom?: CustomKind | undefined
}

/** Takes the place of the generated schema table for a kind that a CRD added. */
export interface CustomKind {
  /** Reads an object of the kind; throws DecodeError. */
  decode(read: ReadJson, mode: 'Strict' | 'Warn' | 'Ignore'): { object: KubeObject; warnings: string[] }
  /** A stored object as this version shows it. */
  shown(stored: KubeObject): KubeObject
  /** An object of this version as it is stored. */
  stored(object: KubeObject): KubeObject
  /** The schema of this version. List types and keys are in it as `x-kubernetes-list-type` and `-list-map-keys`. */
  schema: JsonSchema
  scale: CustomScale | undefined
  /** The warning for clients of a deprecated version. */
  deprecation: string | undefined
  /** The CRD is terminating: no object is created. */
  terminating: boolean
  storageVersion: string
  /** Aborted when the kind is no longer served, or is served in another way: its watches end. */
  retired: AbortSignal
}

/** The fields of a custom kind that the subresource `scale` reads and writes. */
export interface CustomScale {
  /** The path of the number of replicas. */
  replicasPath: readonly string[]
  replicas(object: KubeObject): number | undefined
  statusReplicas(object: KubeObject): number
  selector(object: KubeObject): string
  /** Changes the object. */
  setReplicas(object: KubeObject, replicas: number): void
}

/** One column of the table in which `kubectl get` shows a resource. */
export interface Column {
  name: string
  type: 'string' | 'integer' | 'number' | 'boolean' | 'date'
  format?: string
  description?: string
  /** Columns above 0 are shown with `-o wide` only. */
  priority?: number
  cell(object: KubeObject, now: number): unknown
}

/** The condition of a row whose object is finished. */
export interface RowCondition {
  type: 'Completed'
  status: 'True'
  reason: string
  message: string
}

/** The rules of one resource. `prepare…` change the new object in place; `validate…` return its problems. */
export interface Strategy {
  applyDefaults(object: KubeObject): void
  /** Clears fields that a client may not set (status), sets generation 1 if the resource counts generations. */
  prepareForCreate(object: KubeObject, context: Context): void
  /** Keeps the status of `old`; counts the generation up when the spec differs. */
  prepareForUpdate(object: KubeObject, old: KubeObject): void
  /** Keeps everything of `old` but the status and the fields that kube-apiserver accepts with it. */
  prepareForStatusUpdate(object: KubeObject, old: KubeObject): void
  validateCreate(object: KubeObject): StatusCause[]
  validateUpdate(object: KubeObject, old: KubeObject): StatusCause[]
  validateStatusUpdate(object: KubeObject, old: KubeObject): StatusCause[]
  /** A PUT requires a resourceVersion. */
  needsRevision?: boolean
  /**
   * The object, a copy that may be changed, as the first deletion marks it when controllers have to clean up before it
   * can go; undefined when it need not wait for them.
   */
  markTerminating?(object: KubeObject, now: string): KubeObject | undefined
  warnings?(object: KubeObject, old?: KubeObject): string[]
  /** Seconds between the deletion's request and the removal; 0 removes at once. Without it, deletion is not graceful. */
  gracePeriod?(object: KubeObject, requested: number | undefined): number
  selectableFields(object: KubeObject): Record<string, string>
}

/** Gives the resource of that plural another strategy than its own. */
export type AdaptStrategy = (plural: string, strategy: Strategy) => Strategy

/** The context of the request for a strategy. */
export interface Context {
  /** RFC 3339, whole seconds. */
  now: string
  ids: Ids
  dryRun: boolean
  find(plural: string, namespace: string | undefined, name: string): KubeObject | undefined
}

/** One entry of a Status' `details.causes`. */
export interface StatusCause {
  reason: string
  message: string
  field: string
}

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

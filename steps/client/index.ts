/**
 * The suite's way to the Kubernetes API: the authentication of @kubernetes/client-node, raw JSON over it.
 *
 * Its `KubeConfig` finds, merges and reads kubeconfigs and service accounts and authenticates; what it lacks is added at
 * its extension points, and stock.test.ts shows each lack. Its typed calls are not used: they drop fields that they
 * do not know and turn times into `Date`, and a conformance suite must see the exact response of the server. Nor are its
 * informers: a broken connection leaves them dead. Its types are used, as far as they go (objects.ts).
 *
 * There are two doors. A `Connection` is plain data: the clusters that the suite starts are reached by it, without
 * loading the library. A kubeconfig loads it. Observers get the read side of the API only. The reference controller
 * has a client of its own: the two sides share no code.
 */

export type { Connection } from './access.ts'
export type { Api, ReadApi, Ref, WatchEvent } from './api.ts'
export { ApiError, isGone } from './api-error.ts'
export { connect, connectByKubeconfig, connectionOf, findKubeconfig } from './connect.ts'
export { asRead, asWritten, withFieldMaps } from './field-map.ts'
export type { Found } from './kubeconfig/index.ts'
export {
  type Condition,
  type ContainerStatus,
  conditionIsTrue,
  conditionOf,
  type Endpoint,
  type EndpointSlice,
  type KubeObject,
  type LabelSelector,
  type Manifest,
  type Node,
  type OwnerReference,
  type Pod,
  type WebhookConfiguration,
} from './objects.ts'
export * as resources from './resources.ts'
export { apiVersion, isCustom, type Resource } from './resources.ts'

/**
 * The suite's own way to the Kubernetes API: raw JSON over pooled connections.
 *
 * Client libraries model objects: they drop fields they don't know and turn times into dates, so a suite that
 * compares what a server really sent cannot use them; and their informers die silently. This client knows
 * requests, watches and `Status` errors, and no kind in particular. Observers get its read side only.
 * The reference controller has a client of its own: the two sides share no code.
 */

export { type Api, connect, type ReadApi, type Ref, type WatchEvent } from './api.ts'
export { ApiError, isGone } from './api-error.ts'
export { type Found, findKubeconfig } from './kubeconfig/find.ts'
export {
  conditionIsTrue,
  conditionOf,
  type KubeObject,
  type Manifest,
  type Pod,
} from './objects.ts'
export * as resources from './resources.ts'
export { apiVersion, type Resource } from './resources.ts'

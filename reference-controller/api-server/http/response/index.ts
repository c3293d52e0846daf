/**
 * From the response of an operation to bytes.
 *
 * variants.ts turns objects into the kind that the client accepts: a Table for `kubectl get`, or metadata alone.
 * key-order.ts writes custom objects with their keys in alphabetical order, as kube-apiserver does. respond.ts writes
 * the response: headers, JSON or YAML, or the lines of a watch.
 */
export { inOrder } from './key-order.ts'
export { respond } from './respond.ts'
export { shaped } from './variants.ts'

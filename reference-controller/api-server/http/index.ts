/**
 * The Kubernetes API over HTTP, apart from the rules of single kinds (resources/) and from what was written when (store/).
 *
 * request/ reads a request, admission/ and verbs/ carry it out, response/ writes the response, discovery/ describes what
 * is served, and server/ listens and calls the others in order. server/handlers.ts is the list of what happens to a
 * request, verbs/operations.ts the table of what can be done with a resource.
 *
 * Codes, reasons and fields are those that a real kube-apiserver gave (steps/parity), not those that one might expect.
 */
export type { Cluster } from './request/index.ts'
export { openWatches, trackedBy } from './request/index.ts'
export { freshCertificate, type InProcess, inProcess, kubeconfigOf, serve } from './server/index.ts'
export { createObject } from './verbs/index.ts'

/**
 * The API over HTTP: verbs, watches, discovery, and a Status for every refusal.
 *
 * This folder exists to keep the wire apart from the rules. What holds for every object, whatever its kind, is here:
 * addresses and names, resourceVersion conflicts, deletion with grace and finalizers, selection, paging, the words of
 * each refusal. What holds for one kind is its strategy's business (`resources/`); what was written when is the
 * store's (`store/`). A request passes through one visible list of handlers (`handlers.ts`), and what can be done
 * with a resource is one visible table (`operations.ts`).
 *
 * A real kube-apiserver is the judge: texts and codes here are those it gave, not those that one might expect.
 */
export type { Cluster } from './call.ts'
export { freshCertificate } from './certificate.ts'
export { createObject } from './create.ts'
export { startDefinitions } from './definitions/index.ts'
export { trackedBy } from './field-manager.ts'
export { type InProcess, inProcess } from './in-process.ts'
export { kubeconfigOf } from './kubeconfig.ts'
export { type HttpServer, serve } from './server.ts'

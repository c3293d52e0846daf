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

export { trackedBy } from './request/field-manager.ts'
export type { Cluster } from './request/resource-request.ts'
export { freshCertificate } from './server/certificate.ts'
export { type InProcess, inProcess } from './server/in-process.ts'
export { kubeconfigOf } from './server/kubeconfig.ts'
export { serve } from './server/server.ts'
export { createObject } from './verbs/create.ts'

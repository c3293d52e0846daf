/**
 * The server: it listens (server.ts, with the certificate), takes each request through the list of handlers
 * (handlers.ts), finds the route of a path (find-route.ts), and logs.
 *
 * in-process.ts is the same list without the wire, for clients in the same thread. kubeconfig.ts writes a file for
 * everybody else.
 */
export { freshCertificate } from './certificate.ts'
export { type InProcess, inProcess } from './in-process.ts'
export { kubeconfigOf } from './kubeconfig.ts'
export { serve } from './server.ts'

/**
 * Two cleaners that a cluster has and that a StatefulSet's promises lean on.
 *
 * The garbage collector follows owner references, by uid: what has lost all its owners is deleted (background); an
 * owner that is deleted in the foreground waits until its dependents are gone; one that is deleted with orphans first
 * lets go of them. Absence is never assumed from a cache: it is verified by a live read.
 *
 * The namespace cleaner empties namespaces that are being deleted and then removes their finalizer.
 *
 * Both take the kinds from the server's discovery where they can, so kinds that are not known here are cleaned too.
 * A real control plane has its own; these are for the embedded API server.
 */
export { startGarbageCollector } from './garbage-collector.ts'
export { startNamespaces } from './namespaces.ts'

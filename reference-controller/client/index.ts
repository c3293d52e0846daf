/**
 * A Kubernetes client as the parts of this cluster need one: verbs, watches, caches that follow a resource, and a
 * queue of keys to work on.
 *
 * It is written afresh instead of taken from a library for two reasons. Controllers are only as good as their
 * caches: these tell every difference after a relist, say when they have caught up with a write, and never die
 * silently. And time is injected: with a controlled clock, back-off and delays pass when the test says so.
 *
 * It knows no rules of any kind: statefulset/, node/, volumes/, endpoints/, disruption/ and gc/ are built on it, against the
 * embedded API server or a real one alike.
 */
export * from './api-client.ts'
export { ApiError, refusedAs } from './api-error.ts'
export { controllerOf, keyOf } from './key-of.ts'
export * from './objects.ts'
export { type Change, isNewer, type Reflector, startReflector } from './reflector.ts'
export * from './resources.ts'
export { type SharedReflector, type SharedReflectors, sharedReflectors } from './shared-reflectors.ts'
export type { Transport } from './transport.ts'
export { type WorkQueue, workQueue } from './work-queue.ts'

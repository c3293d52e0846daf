/**
 * A Kubernetes client as the parts of this cluster need one: verbs, watches, caches that follow a resource, and a
 * queue of keys to work on.
 *
 * It is written afresh instead of taken from a library for two reasons. Controllers are only as good as their
 * caches: these notify of every difference after a relist, report when they have caught up with a write, and never fail
 * silently. Time is injected: with a controlled clock a test decides when back-offs and delays end.
 *
 * It knows no rules of any kind: statefulset/, node/, volumes/, endpoints/, disruption/ and gc/ are built on it, against the
 * embedded API server or a real one alike.
 */
export * from './api-client.ts'
export { ApiError, refusedAs } from './api-error.ts'
export { type EventRecorder, eventRecorder, type NewEvent } from './event-recorder.ts'
export { httpTransport } from './http-transport.ts'
export { controllerOf, keyOf } from './key-of.ts'
export { readKubeconfig } from './kubeconfig.ts'
export { movingFields } from './moved-fields.ts'
export * from './objects.ts'
export { type Change, isNewer, type Reflector, startReflector } from './reflector.ts'
export * from './resources.ts'
export { type SharedReflector, type SharedReflectors, sharedReflectors } from './shared-reflectors.ts'
export type { Transport, TransportRequest } from './transport.ts'
export { type WorkQueue, workQueue } from './work-queue.ts'

/**
 * Keys, values and revisions, in memory.
 *
 * The store keeps order apart from the rules of Kubernetes and the wire format. Every write
 * gets the next number of one counter; a read returns the revision that it shows; a watch that starts at a revision
 * misses nothing after it and sees nothing twice. That is all that optimistic concurrency and controllers rest on,
 * and it is what etcd promises to a real API server.
 *
 * Values are opaque. A writer must not change a value afterwards: readers get the very same value.
 * The store knows neither HTTP nor Kubernetes. It keeps everything in memory, and of the past no more than the
 * newest changes: a read of an older revision throws `CompactedError`, and the reader has to start over.
 */
export { type Change, CompactedError, type Entry, FutureRevisionError, type Page } from './read-view.ts'
export { createStore, RevisionMismatchError, type Store } from './store.ts'

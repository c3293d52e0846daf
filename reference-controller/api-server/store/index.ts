/**
 * What the API server remembers: keys, values and revisions.
 *
 * The store exists so that the rules of Kubernetes and the wire format need not care about order. Every write
 * gets the next number of one counter; a read says of which revision it tells; a watch that starts at a revision
 * misses nothing after it and sees nothing twice. That is all that optimistic concurrency and controllers rest on,
 * and it is what etcd promises to a real API server.
 *
 * Values are opaque, and whoever writes one must not change it afterwards: readers get the very same value.
 * The store knows neither HTTP nor Kubernetes. It keeps everything in memory, and of the past no more than the
 * newest changes: a reader that asks for an older revision is told so (`CompactedError`) and has to start over.
 */
export { type Change, CompactedError, type Entry, FutureRevisionError, type Page } from './read-view.ts'
export { createStore, RevisionMismatchError, type Store } from './store.ts'

/**
 * Definitions that come and go: what the server serves beyond what is built in.
 *
 * Each CustomResourceDefinition in the store is followed here: its names are accepted, it is established, its versions
 * are added to what is served, and when it is deleted its objects are removed. Upstream, controllers do this some
 * milliseconds after the write; here it happens right after the request that wrote, as writes of its own that watchers
 * see one by one.
 */
export { startDefinitions } from './serve-definitions.ts'
export { clusterFor } from './versioned-store.ts'

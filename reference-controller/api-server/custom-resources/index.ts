/**
 * Custom resources: CustomResourceDefinitions (CRDs), and the kinds that they add to the server.
 *
 * `crd/` is the resource customresourcedefinitions itself, as the folders of resources/ are for other resources. `kind/`
 * is what a CRD makes of a kind: it decodes, prunes, defaults and validates objects by their structural schema, and
 * shows them in tables. `serving/` follows the CRDs in the store: it accepts their names, establishes them, adds their
 * versions to the served resources, and removes the objects of a deleted CRD. In kube-apiserver, controllers do this
 * some milliseconds after a write; here it happens right after the request, as writes of its own that watchers see.
 */
export { crdResource } from './crd/strategy.ts'
export { customOpenApi, customSchemaName } from './kind/openapi.ts'
export { findCustomRoute } from './serving/find-custom-route.ts'
export { followCrds } from './serving/serve.ts'
export { clusterFor } from './serving/versioned-store.ts'

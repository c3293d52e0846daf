/**
 * What clients learn about the server before they use a resource: groups, versions and resources, one document each
 * (discovery) or all in one (aggregated-discovery), the OpenAPI v3 documents, and /version.
 *
 * All of it is computed from the resources that are served at the moment, so a kind that a CRD adds appears at once.
 */
export { aggregatedDiscovery } from './aggregated-discovery.ts'
export { discovery, servedPaths } from './discovery.ts'
export { openApi } from './openapi.ts'
export { version } from './version.ts'

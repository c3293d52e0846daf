import type { Resource } from '../client/index.ts'

/** The kind under certification, by default: the only file that contains apps/v1. */
export const statefulSetKind: Resource = {
  group: 'apps',
  version: 'v1',
  plural: 'statefulsets',
  kind: 'StatefulSet',
  namespaced: true,
}

import type { Resource } from '../client/index.ts'

/** The kind under certification unless a target says otherwise: the only place that spells out apps/v1. */
export const statefulSetKind: Resource = {
  group: 'apps',
  version: 'v1',
  plural: 'statefulsets',
  kind: 'StatefulSet',
  namespaced: true,
}

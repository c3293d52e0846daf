import { stringify } from 'yaml'
import type { Resource } from '../client/index.ts'
import { permissions } from './permissions.ts'

const NAME = 'statefulset-conformance'

/** A service account that may do what the suite does and nothing else, as YAML for kubectl apply. */
export function roleManifest(kind: Resource, namespace: string): string {
  const rbac = 'rbac.authorization.k8s.io'
  const documents = [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: NAME, namespace } },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRole',
      metadata: { name: NAME },
      rules: permissions(kind).map(({ group, resource, verbs }) => ({
        apiGroups: [group],
        resources: [resource],
        verbs: [...verbs],
      })),
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: NAME },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: NAME },
      subjects: [{ kind: 'ServiceAccount', name: NAME, namespace }],
    },
  ]
  return documents.map((document) => stringify(document, { lineWidth: 0 })).join('---\n')
}

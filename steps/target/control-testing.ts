import { conditionIsTrue, type KubeObject } from '../client/index.ts'

/** Where the contract of control endpoints makes what it needs. */
export const NAMESPACE = 'control'

export function manifest(apiVersion: string, kind: string, name: string, more: object) {
  return { apiVersion, kind, metadata: { name }, ...more }
}

export function statefulSet(name: string, more: object = {}) {
  const labels = { app: name }
  return manifest('apps/v1', 'StatefulSet', name, {
    spec: {
      ...{ serviceName: name, replicas: 1, selector: { matchLabels: labels }, ...more },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'none:1' }] } },
    },
  })
}

/** A Pod that is alone on its node, and may stay there for so long when that is unreachable. */
export function lonely(name: string, tolerationSeconds = 300) {
  const key = 'statefulset-conformance.dev/expendable'
  const unreachable = { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' }
  return manifest('v1', 'Pod', name, {
    spec: {
      nodeSelector: { [key]: 'true' },
      tolerations: [
        { key, operator: 'Exists' },
        { ...unreachable, tolerationSeconds },
      ],
      containers: [{ name: 'main', image: 'none:1' }],
    },
  })
}

export const isReady = (pod: KubeObject) => conditionIsTrue(pod, 'Ready')

/** A Pod that no scheduler takes. */
export function marker(name: string) {
  const containers = [{ name: 'main', image: 'none:1' }]
  return manifest('v1', 'Pod', name, { spec: { schedulingGates: [{ name: 'test/marker' }], containers } })
}

/** What stands for each capability when it is not there: a request that would be right if it were. */
export const REQUESTS: readonly [string, string, string, unknown?][] = [
  ['controller-restart', 'POST', '/controller/restart'],
  ['clock', 'POST', '/clock/leap', { seconds: 1 }],
  ['node-fault', 'POST', '/nodes/node-3/disconnect'],
  ['refusals', 'PUT', '/refusals', []],
  ['forget', 'POST', '/history/forget'],
  ['rest', 'GET', '/rest'],
]

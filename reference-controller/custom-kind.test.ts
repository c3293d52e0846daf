import { describe, it } from 'node:test'
import { expect } from 'chai'
import { startControlledCluster } from './controlled-cluster.ts'

const names = { plural: 'groups', kind: 'Group' }
const resource = { group: 'example.com', version: 'v1', ...names, fields: { 'spec.replicas': 'spec.size' } }
const anything = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }
const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'groups.example.com' },
  spec: {
    ...{ group: 'example.com', scope: 'Namespaced', names },
    versions: [
      { name: 'v1', served: true, storage: true, subresources: { status: {} }, schema: { openAPIV3Schema: anything } },
    ],
  },
}
const labels = { app: 'web' }
const group = {
  ...{ apiVersion: 'example.com/v1', kind: 'Group', metadata: { name: 'web' } },
  spec: {
    ...{ size: 2, serviceName: 'web', podManagementPolicy: 'Parallel', updateStrategy: { type: 'RollingUpdate' } },
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'none:1' }] } },
  },
}

/** A controller cannot follow a kind before the server knows it, and the target knows when it is at rest. */
describe('a cluster for a kind of its own', () => {
  it('has its controller started when the kind is defined, and comes to rest', { timeout: 20_000 }, async () => {
    const cluster = await startControlledCluster({ controller: true, resource })
    const send = async (to: { url: string; token: string }, method: string, path: string, body?: object) => {
      const headers = { authorization: `Bearer ${to.token}`, 'content-type': 'application/json' }
      const answer = await fetch(to.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
      return answer.status === 204 ? undefined : ((await answer.json()) as Record<string, unknown>)
    }
    try {
      await send(cluster, 'POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition)
      await send(cluster.control, 'POST', '/controller/start')
      const watch = await fetch(`${cluster.url}/apis/example.com/v1/groups?watch=1&allowWatchBookmarks=true`, {
        headers: { authorization: `Bearer ${cluster.token}` },
      })
      await send(cluster, 'POST', '/apis/example.com/v1/namespaces/default/groups', group)
      const rest = await send(cluster.control, 'GET', '/rest?waitMs=5000&dueWithinMs=100')
      expect(rest).to.include({ atRest: true })
      const { items } = (await send(cluster, 'GET', '/api/v1/namespaces/default/pods')) as { items: unknown[] }
      expect(items).to.have.lengthOf(2)
      let seen = ''
      for await (const chunk of watch.body ?? []) {
        seen += new TextDecoder().decode(chunk)
        if (seen.includes('BOOKMARK')) break
      }
      expect(seen).to.include('BOOKMARK')
    } finally {
      await cluster.stop()
    }
  })
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Api, KubeObject, Resource, WatchEvent } from '../../client/index.ts'
import { awaitWorkingCluster } from './works.ts'

const node = (name: string, ready: boolean, ...taints: string[]): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, uid: name, resourceVersion: '1' },
  ...{
    spec: { taints: taints.map((key) => ({ key, effect: 'NoSchedule' })) },
    status: { conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  },
})

/** Nodes that are there at first and then come and change; no Pods. */
function cluster(first: KubeObject[], then: KubeObject[]) {
  const told: string[] = []
  const api = {
    list: async ({ plural }: Resource) => ({
      items: plural === 'nodes' ? first : [],
      metadata: { resourceVersion: '1' },
    }),
    watch: async function* (): AsyncGenerator<WatchEvent> {
      for (const object of then) {
        told.push(object.metadata.name)
        yield { type: 'MODIFIED', object }
      }
    },
  }
  return { api: api as unknown as Api, told }
}

describe('a cluster that kind has made', () => {
  const CONTROL = node('c', true, 'node-role.kubernetes.io/control-plane')
  const cases: [string, KubeObject[], KubeObject[], number][] = [
    ['works at once where all is there', [CONTROL, node('w', true)], [node('w', true)], 0],
    ['is not ready before a worker has registered', [CONTROL], [node('x', true), node('w', true), CONTROL], 2],
    ['is not ready before a worker is', [CONTROL, node('w', false)], [CONTROL, node('w', true), CONTROL], 2],
    [
      'is not ready before Pods may go to a worker that says it is',
      [CONTROL, node('w', true, 'node.kubernetes.io/not-ready')],
      [CONTROL, node('w', true, 'our.own/taint'), CONTROL],
      2,
    ],
  ]
  for (const [title, first, then, events] of cases)
    it(title, async () => {
      const { api, told } = cluster(first, then)
      await awaitWorkingCluster(api, ['c', 'w'])
      expect(told).to.have.length(events)
    })

  it('names what has not come', async () => {
    const { api } = cluster([CONTROL], [])
    const error = await awaitWorkingCluster(api, ['c', 'w']).catch((reason: Error) => reason)
    expect((error as Error).message).to.match(/found not ready: Node w$/)
  })
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { ApiClient } from './api-client.ts'
import { movingFields } from './moved-fields.ts'
import type { KubeObject } from './objects.ts'
import { pods, type Resource, statefulSets } from './resources.ts'

const groups: Resource = {
  ...{ group: 'example.com', version: 'v1', plural: 'groups', kind: 'Group', namespaced: true },
  fields: {
    'spec.replicas': 'spec.size',
    'spec.update.partition': 'spec.rollout.partition',
    'status.a': 'status.b',
    'status.b': 'status.a',
  },
}
const metadata = { name: 'web', namespace: 'n' }
const theirs = { metadata, spec: { size: 3, rollout: { partition: 1 } }, status: { a: 1, b: 2 } } as KubeObject
const ours = { metadata, spec: { replicas: 3, rollout: {}, update: { partition: 1 } }, status: { a: 2, b: 1 } }

function staged() {
  const sent: unknown[] = []
  const client = {
    get: async () => theirs,
    list: async () => ({ metadata: { resourceVersion: '1' }, items: [theirs] }),
    async update(...[, , object]: Parameters<ApiClient['update']>) {
      sent.push(object)
      return theirs
    },
    async *watch() {
      yield { type: 'BOOKMARK', object: { metadata } }
      yield { type: 'ADDED', object: theirs }
    },
  } as unknown as ApiClient
  return { client, sent }
}

async function watched(client: ApiClient, resource: Resource) {
  const events = []
  for await (const event of client.watch(resource, 'n', {}, new AbortController().signal)) events.push(event)
  return events
}

describe('a kind with other fields', () => {
  it('looks like StatefulSet to the controller', async () => {
    const { client, sent } = staged()
    const moving = movingFields(client, groups)
    expect(await moving.get(groups, 'n', 'web')).to.deep.equal(ours)
    expect((await moving.list(groups)).items).to.deep.equal([ours])
    expect(await watched(moving, groups)).to.deep.equal([
      { type: 'BOOKMARK', object: { metadata } },
      { type: 'ADDED', object: ours },
    ])
    expect(await moving.update(groups, 'n', ours as unknown as KubeObject, 'status')).to.deep.equal(ours)
    expect(sent).to.deep.equal([{ ...theirs, spec: { size: 3, rollout: { partition: 1 }, update: {} } }])
  })

  it('leaves other kinds as they are', async () => {
    const { client, sent } = staged()
    const moving = movingFields(client, groups)
    expect(await moving.get(pods, 'n', 'web')).to.equal(theirs)
    expect((await moving.list(pods)).items).to.deep.equal([theirs])
    expect((await watched(moving, pods)).at(-1)?.object).to.equal(theirs)
    expect(await moving.update(pods, 'n', theirs)).to.equal(theirs)
    expect(sent[0]).to.equal(theirs)
    expect(movingFields(client, statefulSets)).to.equal(client)
  })
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import { withFieldMaps } from './field-map.ts'
import { type Api, type KubeObject, type Resource, resources } from './index.ts'
import { all, kind } from './testing.ts'

const fields = {
  'spec.updateStrategy.rollingUpdate.partition': 'spec.partition',
  'spec.replicas': 'spec.scale.size',
  'status.replicas': 'status.size',
  'status.size': 'status.replicas',
}
const cloneSets: Resource = { ...kind, plural: 'clonesets', kind: 'CloneSet', fields }
const metadata = { name: 'web', uid: 'u', resourceVersion: '1' }
const ours = {
  metadata,
  spec: { replicas: 3, other: [1], updateStrategy: { rollingUpdate: { partition: 0 } } },
  status: { replicas: 2, size: 1 },
}
const theirs = {
  metadata,
  spec: { scale: { size: 3 }, other: [1], partition: 0, updateStrategy: { rollingUpdate: {} } },
  status: { size: 2, replicas: 1 },
}

/** An API that answers with `answer`, and the bodies that it was sent. */
function fake(answer: object) {
  const sent: unknown[] = []
  const object = { ...answer } as KubeObject
  const send = async (body: unknown) => {
    sent.push(body)
    return object
  }
  async function* events() {
    yield { type: 'ADDED' as const, object }
  }
  const api = {
    get: async () => object,
    list: async () => ({ metadata: { resourceVersion: '1' }, items: [object] }),
    watch: async () => events(),
    create: (...[, , body]: Parameters<Api['create']>) => send(body),
    patch: (...[, , body]: Parameters<Api['patch']>) => send(body),
  } as unknown as Api
  return { api: withFieldMaps(api), sent }
}

const ref = (resource: Resource, subresource?: string) => ({
  resource,
  namespace: 'test',
  name: 'web',
  ...(subresource !== undefined && { subresource }),
})
const manifest = { apiVersion: 'apps/v1', kind: 'CloneSet', ...ours }
const signal = new AbortController().signal

describe('a kind with a field map', () => {
  it('is read in the fields of StatefulSet', async () => {
    const { api } = fake(theirs)
    const emptied = { ...ours, spec: { ...ours.spec, scale: {} } }
    expect(await api.get(ref(cloneSets))).to.deep.equal(emptied)
    expect((await api.list(cloneSets)).items).to.deep.equal([emptied])
    expect(await api.create(cloneSets, 'test', manifest)).to.deep.equal(emptied)
    expect(await api.patch(ref(cloneSets), 'merge', {})).to.deep.equal(emptied)
    const [event] = await all(await api.watch(cloneSets, 'test', undefined, signal))
    expect(event).to.deep.equal({ type: 'ADDED', object: emptied })
  })

  it('is written in its own', async () => {
    const { api, sent } = fake(theirs)
    await api.create(cloneSets, 'test', manifest)
    await api.patch(ref(cloneSets), 'merge', { spec: { replicas: null, paused: true } })
    await api.patch(ref(cloneSets, 'status'), 'merge', { status: { replicas: 5 } })
    expect(sent).to.deep.equal([
      { apiVersion: 'apps/v1', kind: 'CloneSet', ...theirs },
      { spec: { scale: { size: null }, paused: true } },
      { status: { size: 5 } },
    ])
  })

  it('has a Scale like any other', async () => {
    const { api, sent } = fake({ metadata, spec: { replicas: 3 } })
    expect(await api.patch(ref(cloneSets, 'scale'), 'merge', { spec: { replicas: 3 } })).to.have.nested.property(
      'spec.replicas',
      3,
    )
    expect(await api.get(ref(cloneSets, 'scale'))).to.have.nested.property('spec.replicas', 3)
    expect(sent).to.deep.equal([{ spec: { replicas: 3 } }])
  })

  it('is not changed where the caller holds it', async () => {
    const before = structuredClone(manifest)
    await fake(theirs).api.create(cloneSets, 'test', manifest)
    expect(manifest).to.deep.equal(before)
  })
})

describe('a kind without a field map', () => {
  it('is passed on as it is', async () => {
    for (const resource of [kind, resources.pods]) {
      const { api, sent } = fake(theirs)
      const answer = await api.create(resource, 'test', manifest)
      expect(answer).to.deep.equal(theirs)
      expect(sent[0]).to.equal(manifest)
      expect(await api.get(ref(resource))).to.deep.equal(theirs)
    }
  })
})

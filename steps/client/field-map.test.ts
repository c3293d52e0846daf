import { describe, it } from 'node:test'
import { expect } from 'chai'
import { asRead, asWritten, withFieldMaps } from './field-map.ts'
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

describe('a list and a JSON patch of a kind with a field map', () => {
  it('are translated too', () => {
    const emptied = { ...ours, spec: { ...ours.spec, scale: {} } }
    expect(asRead(cloneSets, { kind: 'List', items: [theirs] })).to.deep.equal({ kind: 'List', items: [emptied] })
    const operations = [
      { op: 'test', path: '/spec/replicas', value: 3 },
      { op: 'move', from: '/spec/replicas', path: '/metadata/labels/a' },
      { op: 'remove', path: '/spec/replicasX' },
      { op: 'add', path: '/status/replicas/x', value: 1 },
    ]
    expect(asWritten(cloneSets, operations)).to.deep.equal([
      { op: 'test', path: '/spec/scale/size', value: 3 },
      { op: 'move', from: '/spec/scale/size', path: '/metadata/labels/a' },
      { op: 'remove', path: '/spec/replicasX' },
      { op: 'add', path: '/status/size/x', value: 1 },
    ])
  })
})

describe('a kind that lacks fields', () => {
  const poor: Resource = {
    ...kind,
    kind: 'Poor',
    absent: { 'spec.ordinals': 'none', 'spec.serviceName': 'no Service' },
  }

  it('is not sent what every workload has', () => {
    expect(asWritten(poor, { spec: { replicas: 1, serviceName: 'web' } })).to.deep.equal({ spec: { replicas: 1 } })
  })

  it('is not sent what a step is about, which would be dropped in silence', () => {
    const write = () => asWritten(poor, { spec: { ordinals: { start: 1 } } })
    expect(write).to.throw('a step sets spec.ordinals, which Poor does not have: none')
  })
})

describe('a kind whose Pods have other labels', () => {
  const labelled: Resource = { ...kind, podLabels: { 'apps.kubernetes.io/pod-index': 'example.com/index' } }
  const pod = (labels: object) => ({ metadata: { ...metadata, labels }, spec: { list: [{ labels }] } })

  it('is read and written with those of StatefulSet', async () => {
    const sent: unknown[] = []
    const theirs = pod({ 'example.com/index': '1', app: 'web', 'apps.kubernetes.io/pod-index': 'old' })
    const stub = {
      get: async () => theirs,
      create: async (...[, , body]: Parameters<Api['create']>) => {
        sent.push(body)
        return theirs
      },
      async *events() {
        yield { type: 'ADDED' as const, object: theirs }
      },
      watch: async () => stub.events(),
    }
    const api = withFieldMaps(stub as unknown as Api, labelled)
    const read = pod({ 'apps.kubernetes.io/pod-index': '1', app: 'web' })
    expect(await api.get(ref(resources.pods))).to.deep.equal(read)
    const manifest = { apiVersion: 'v1', kind: 'Pod', ...read }
    expect(await api.create(resources.pods, 'test', manifest)).to.deep.equal(read)
    expect(sent).to.deep.equal([{ apiVersion: 'v1', kind: 'Pod', ...pod({ 'example.com/index': '1', app: 'web' }) }])
    const [event] = await all(await api.watch(resources.pods, 'test', undefined, signal))
    expect(event?.object).to.deep.equal(read)
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

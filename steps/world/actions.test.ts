import { describe, it } from 'node:test'
import { expect } from 'chai'
import { resources } from '../client/index.ts'
import { header, object, seen } from '../observe/testing.ts'
import { Trace } from '../observe/trace.ts'
import { acting } from './acting-testing.ts'
import { resourceOf } from './actions.ts'
import { HarnessError } from './errors.ts'
import { Objects } from './objects.ts'

const { kind } = header()
const manifest = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: {} }
const ref = { resource: kind, namespace: 'ns', name: 'web' }

describe('an action', () => {
  it('creates', async () => {
    const { actions, sent, recorded } = acting()
    expect(await actions.create(resources.services, manifest)).to.equal(undefined)
    expect(sent).to.deep.equal([['create', resources.services, 'ns', manifest]])
    expect(recorded()).to.deep.equal([
      { own: false, verb: 'create', resource: 'services', name: 'web', body: manifest },
    ])
  })

  it('patches an object', async () => {
    const { actions, sent, recorded } = acting()
    const body = { spec: { replicas: 2 } }
    await actions.patch({ resource: kind, name: 'web' }, 'merge', body)
    expect(sent).to.deep.equal([['patch', ref, 'merge', body]])
    expect(recorded()).to.deep.equal([
      { own: false, verb: 'patch', resource: kind.plural, name: 'web', patchType: 'merge', body },
    ])
  })

  it('patches a subresource', async () => {
    const { actions, sent, recorded } = acting()
    await actions.patch({ resource: kind, name: 'web', subresource: 'scale' }, 'strategic', {})
    expect(sent).to.deep.equal([['patch', { ...ref, subresource: 'scale' }, 'strategic', {}]])
    expect(recorded()[0]).to.include({ subresource: 'scale', patchType: 'strategic' })
  })

  it('deletes, with a propagation or a grace period if one is named', async () => {
    const { actions, sent, recorded } = acting()
    await actions.delete({ resource: kind, name: 'web' })
    await actions.delete({ resource: kind, name: 'web' }, { propagation: 'Orphan' })
    await actions.delete({ resource: kind, name: 'web' }, { gracePeriodSeconds: 0 })
    expect(sent).to.deep.equal([
      ['remove', ref],
      ['remove', ref, { propagationPolicy: 'Orphan' }],
      ['remove', ref, { gracePeriodSeconds: 0 }],
    ])
    const deletion = { own: false, verb: 'delete', resource: kind.plural, name: 'web' }
    expect(recorded()).to.deep.equal([
      deletion,
      { ...deletion, propagation: 'Orphan' },
      { ...deletion, body: { gracePeriodSeconds: 0 } },
    ])
  })

  it('that is refused is recorded as answered, after the request', async () => {
    const { actions, trace, kinds } = acting([], 422)
    const refusal = await actions.create(resources.services, manifest)
    expect(refusal?.code).to.equal(422)
    expect(kinds()).to.equal('action answered')
    expect(trace.entries[1]).to.deep.include({ text: refusal?.message, code: 422, status: refusal?.status })
  })

  it('that fails otherwise is an error', async () => {
    const { actions, kinds } = acting([], 1)
    const error = await actions.create(resources.services, manifest).catch((each: Error) => each)
    expect((error as Error).message).to.equal('broken')
    expect(kinds()).to.equal('action')
  })
})

describe('the resource that a sentence means', () => {
  for (const [what, plural] of [
    ['Pod', 'pods'],
    ['claim', 'persistentvolumeclaims'],
    ['Service', 'services'],
    ['quota', 'resourcequotas'],
    ['revision', 'controllerrevisions'],
    ['ConfigMap', 'configmaps'],
    ['StatefulSet', 'statefulsets'],
  ] as const)
    it(`${what}: ${plural}`, () => {
      expect(resourceOf(what, kind).plural).to.equal(plural)
    })
})

const revision = (name: string, version: string) =>
  object(name, {
    kind: 'ControllerRevision',
    data: { spec: { template: { metadata: { annotations: { version } } } } },
  })

describe('the revisions of a scenario', () => {
  const REVISIONS = 'controllerrevisions'
  const scenario = () => {
    const { actions, sent, trace } = acting([
      seen(REVISIONS, 'ADDED', revision('web-1', 'a')),
      seen(REVISIONS, 'ADDED', revision('web-2', 'b')),
      seen(REVISIONS, 'ADDED', revision('web-3', 'b')),
      seen(REVISIONS, 'DELETED', revision('web-1', 'a')),
      seen('services', 'ADDED', object('a')),
    ])
    return { sent, objects: new Objects(actions, kind, trace, 'a-run') }
  }
  const named = (name: string) => ({ what: 'revision' as const, name })

  it('are called by the version of their template, or by their name', async () => {
    const { sent, objects } = scenario()
    await objects.delete(named('b'))
    await objects.patch(named('web-3'), { revision: 7 })
    const subject = { resource: resources.revisions, namespace: 'ns' }
    expect(sent).to.deep.equal([
      ['remove', { ...subject, name: 'web-2' }],
      ['patch', { ...subject, name: 'web-3' }, 'merge', { revision: 7 }],
    ])
  })

  it('are copied as they were last seen', async () => {
    const { sent, objects } = scenario()
    await objects.copy(named('a'), [['revision', 3]])
    const { kind: _, data } = revision('web-1', 'a') as unknown as { kind: string; data: object }
    const manifest = { kind: 'ControllerRevision', metadata: { name: 'web-1' }, data, revision: 3 }
    expect(sent).to.deep.equal([['create', resources.revisions, 'ns', manifest]])
  })

  it('are what a workload is rolled back to', async () => {
    const { sent, objects } = scenario()
    await objects.rollBack('web', 'a')
    expect(sent).to.deep.equal([['patch', ref, 'strategic', revision('web-1', 'a')['data']]])
  })

  it('must have been there', async () => {
    const error = await scenario()
      .objects.delete(named('c'))
      .catch((each: Error) => each)
    expect((error as Error).message).to.equal('there is no revision c to act upon, and there was none')
  })
})

describe('the objects of a scenario', () => {
  it('are created by their kind', async () => {
    const { actions, sent } = acting()
    await new Objects(actions, kind, new Trace(() => 0), 'a-run').provide(manifest)
    expect(sent).to.deep.equal([['create', resources.services, 'ns', manifest]])
  })

  it('may be in another namespace, which is marked as one of the run', async () => {
    const { actions, sent } = acting()
    const objects = new Objects(actions, kind, new Trace(() => 0), 'a-run')
    await objects.provide({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } })
    const elsewhere = { ...manifest, metadata: { name: 'web', namespace: 'other' } }
    await objects.provide(elsewhere)
    const labels = { 'statefulset-conformance.dev/run': 'a-run' }
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other', labels } }
    expect(sent).to.deep.equal([
      ['create', resources.namespaces, 'ns', namespace],
      ['create', resources.services, 'other', elsewhere],
    ])
    expect([...objects.namespaces]).to.deep.equal(['other'])
  })

  it('must be of a kind that the suite knows', async () => {
    const { actions, sent } = acting()
    const error = await new Objects(actions, kind, new Trace(() => 0), 'a-run')
      .provide({ ...manifest, kind: 'Moon' })
      .catch((each: Error) => each)
    expect(error).to.be.instanceOf(HarnessError)
    expect((error as Error).message).to.match(/cannot create a Moon/)
    expect(sent).to.deep.equal([])
  })

  it('must be granted', async () => {
    const { actions } = acting([], 403)
    const error = await new Objects(actions, kind, new Trace(() => 0), 'a-run')
      .provide(manifest)
      .catch((each: Error) => each)
    expect(error).to.be.instanceOf(HarnessError)
    expect((error as Error).message).to.match(/refused what the scenario needs: .*403/)
  })

  it('are deleted and patched by their names', async () => {
    const { actions, sent } = acting()
    const objects = new Objects(actions, kind, new Trace(() => 0), 'a-run')
    await objects.delete({ what: 'claim', name: 'data' })
    await objects.patch({ what: 'StatefulSet', name: 'web' }, { spec: {} })
    await objects.patch({ what: 'StatefulSet', name: 'web' }, { status: {} }, 'status')
    expect(sent).to.deep.equal([
      ['remove', { resource: resources.claims, namespace: 'ns', name: 'data' }],
      ['patch', ref, 'merge', { spec: {} }],
      ['patch', { ...ref, subresource: 'status' }, 'merge', { status: {} }],
    ])
  })

  describe('are owned', () => {
    const other = { apiVersion: 'v1', kind: 'Pod', name: 'web-0', uid: 'other', controller: true }
    const held = (...ownerReferences: object[]) =>
      object('data', ownerReferences.length > 0 ? { metadata: { ownerReferences: ownerReferences as never } } : {})
    const [keeper, web] = [object('keeper'), object('web')]
    const claim = { what: 'claim', name: 'data' } as const
    const patched = (...ownerReferences: object[]) => [
      'patch',
      { resource: resources.claims, namespace: 'ns', name: 'data' },
      'merge',
      { metadata: { ownerReferences } },
    ]
    const created = [
      'create',
      resources.configMaps,
      'ns',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'keeper' } },
    ]
    const byKeeper = { apiVersion: 'v1', kind: 'ConfigMap', name: 'keeper', uid: 'uid-of-keeper', controller: true }
    const bySet = { apiVersion: 'apps/v1', kind: kind.kind, name: 'web', uid: 'uid-of-web', controller: false }

    async function sentFor(objects: Parameters<typeof acting>[2], ...owners: [owner: string, ownership: string][]) {
      const { actions, sent } = acting([], undefined, objects)
      const made = new Objects(actions, kind, new Trace(() => 0), 'a-run')
      for (const [owner, ownership] of owners) await made.addOwner(owner, ownership, claim)
      return sent
    }

    it('by a ConfigMap that is created once', async () => {
      const sent = await sentFor([held(), keeper], ['ConfigMap keeper', 'controls'], ['ConfigMap keeper', 'owns'])
      expect(sent).to.deep.equal([created, patched(byKeeper), patched({ ...byKeeper, controller: false })])
    })

    it('by a set that need not control them, beside others', async () => {
      const sent = await sentFor([held(other), web], ['web', 'owns'])
      expect(sent).to.deep.equal([patched(other, bySet)])
    })

    it('by the same owner otherwise than before', async () => {
      const sent = await sentFor([held({ ...bySet, controller: true }, other), web], ['web', 'owns'])
      expect(sent).to.deep.equal([patched(other, bySet)])
    })

    it('by one that is long gone', async () => {
      const uid = '00000000-0000-4000-8000-000000000000'
      const sent = await sentFor([held(), web], ['a former StatefulSet web', 'controls'])
      expect(sent).to.deep.equal([patched({ ...bySet, uid, controller: true })])
    })
  })
})

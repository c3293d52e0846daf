import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Manifest, Resource } from '../client/index.ts'
import { object, seen } from '../observe/testing.ts'
import { acting } from './acting-testing.ts'
import { MARKER_LABEL, NO_CLASS } from './labels.ts'
import { WatchBarrier } from './watch-barrier.ts'

const plurals = ['pods', 'persistentvolumeclaims', 'controllerrevisions']

describe('the barrier of the watches', () => {
  it('makes a marker of each resource that nobody acts upon', async () => {
    const { api, trace, sent } = acting()
    await new WatchBarrier(api, 'ns', trace).createMarkers()
    expect(sent.map(([verb, resource, namespace]) => [verb, (resource as Resource).plural, namespace])).to.deep.equal(
      plurals.map((plural) => ['create', plural, 'ns']),
    )
    const [pod, claim, revision] = sent.map(([, , , manifest]) => manifest as Manifest & { spec: never })
    for (const [manifest, apiVersion, kind] of [
      [pod, 'v1', 'Pod'],
      [claim, 'v1', 'PersistentVolumeClaim'],
      [revision, 'apps/v1', 'ControllerRevision'],
    ] as const) {
      expect(manifest).to.deep.include({ apiVersion, kind })
      expect(manifest?.metadata).to.deep.equal({ name: 'conformance-marker', labels: { [MARKER_LABEL]: 'true' } })
    }
    expect(pod?.spec).to.deep.equal({
      schedulingGates: [{ name: 'statefulset-conformance.dev/marker' }],
      containers: [{ name: 'none', image: 'none:1' }],
    })
    expect(claim?.spec).to.deep.equal({
      volumeName: 'none',
      storageClassName: NO_CLASS,
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Mi' } },
    })
    expect(revision).to.deep.include({ revision: 0, data: {} })
  })

  it('passes when every watch shows what was written last', async () => {
    const { api, trace, sent } = acting()
    const barrier = new WatchBarrier(api, 'ns', trace)
    const shows = (plural: string, number: string, name = 'conformance-marker') =>
      trace.add(seen(plural, 'MODIFIED', object(name, { metadata: { annotations: { [MARKER_LABEL]: number } } })))
    for (const plural of plurals) trace.add(seen(plural, 'ADDED', object('other')))
    for (const number of ['1', '2']) {
      sent.length = 0
      let passed = false
      const passing = barrier.pass().then(() => {
        passed = true
      })
      for (const plural of plurals) {
        await new Promise(setImmediate)
        expect(passed, `before ${plural}`).to.equal(false)
        shows(plural, number)
      }
      await passing
      expect(
        sent.map(([verb, ref, type, body]) => [verb, (ref as { resource: Resource }).resource.plural, type, body]),
      ).to.deep.equal(
        plurals.map((plural) => ['patch', plural, 'merge', { metadata: { annotations: { [MARKER_LABEL]: number } } }]),
      )
      expect(sent[0]?.[1]).to.include({ namespace: 'ns', name: 'conformance-marker' })
    }
  })

  it('does not pass by what a watch shows of another pass, or in another annotation', async () => {
    const { api, trace } = acting()
    const barrier = new WatchBarrier(api, 'ns', trace)
    let passed = false
    const passing = barrier.pass().then(() => {
      passed = true
    })
    for (const plural of plurals)
      for (const annotations of [{ [MARKER_LABEL]: '2' }, { other: '1' }])
        trace.add(seen(plural, 'MODIFIED', object('conformance-marker', { metadata: { annotations } })))
    await new Promise(setImmediate)
    expect(passed).to.equal(false)
    for (const plural of plurals)
      trace.add(
        seen(plural, 'MODIFIED', object('conformance-marker', { metadata: { annotations: { [MARKER_LABEL]: '1' } } })),
      )
    await passing
  })
})

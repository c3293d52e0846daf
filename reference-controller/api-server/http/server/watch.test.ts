import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { controlledClock } from '../../../clock.ts'
import { countingIds } from '../../../ids.ts'
import { type KubeObject, resourceDefinitions } from '../../resources/index.ts'
import { createStore } from '../../store/index.ts'
import type { Cluster } from '../request/index.ts'
import { pod, send, watching } from '../testing/fixture-client.ts'
import { createObject } from '../verbs/index.ts'
import { type HttpServer, serve } from './server.ts'

const PODS = '/api/v1/namespaces/default/pods'
const MINUTE = 60_000

describe('watch', () => {
  const clock = controlledClock(Date.parse('2026-01-01T00:00:00Z'))
  let server: HttpServer & { token: string }
  beforeEach(async () => {
    const definitions = resourceDefinitions()
    const store = createStore<KubeObject>({ remember: 4 })
    const cluster: Cluster = { store, definitions, clock, ids: countingIds(), token: 'secret' }
    const definition = definitions.find(({ plural }) => plural === 'namespaces')!
    createObject(
      { cluster, definition, warn: () => {} },
      { metadata: { name: 'default' } },
      { dryRun: false, track: () => {} },
    )
    server = { ...(await serve(cluster, { port: 0, host: '127.0.0.1' })), token: 'secret' }
  })
  afterEach(() => server.stop())

  const create = (name: string, labels = {}) => send(server, `POST ${PODS}`, pod(name, { labels }))
  const label = (name: string, labels: object) =>
    send(server, `PATCH ${PODS}/${name}`, { metadata: { labels } }, { 'content-type': 'application/merge-patch+json' })
  const told = async (watch: Awaited<ReturnType<typeof watching>>) => {
    const event = await watch.next()
    return event && `${event.type} ${event.object.metadata.name} ${JSON.stringify(event.object.metadata.labels ?? {})}`
  }

  it('tells what there is, then what changes', async () => {
    await create('a')
    const watch = await watching(server, `${PODS}?watch=1`)
    await label('a', { x: '1' })
    await send(server, `DELETE ${PODS}/a`)
    expect(await told(watch)).to.equal('ADDED a {}')
    expect(await told(watch)).to.equal('MODIFIED a {"x":"1"}')
    // A Pod's deletion without grace is two writes, as upstream.
    expect(await told(watch)).to.equal('MODIFIED a {"x":"1"}')
    expect(await told(watch)).to.equal('DELETED a {"x":"1"}')
    watch.stop()
  })

  it('tells of objects that come into sight and go out of sight', async () => {
    const watch = await watching(server, `${PODS}?watch=1&labelSelector=x`)
    await create('a')
    await label('a', { x: '1' })
    await label('a', { x: '2' })
    const { object } = await label('a', { x: null, y: '3' })
    expect(await told(watch)).to.equal('ADDED a {"x":"1"}')
    expect(await told(watch)).to.equal('MODIFIED a {"x":"2"}')
    const gone = await watch.next()
    expect(gone).to.deep.include({ type: 'DELETED' })
    expect(gone?.object.metadata.labels).to.deep.equal({ x: '2' })
    expect(gone?.object.metadata.resourceVersion).to.equal(object.metadata.resourceVersion)
    watch.stop()
  })

  it('goes on from a revision without a gap, and says when it cannot', async () => {
    const { object: first } = await create('a')
    await create('b')
    const since = (revision: unknown) => watching(server, `${PODS}?watch=1&resourceVersion=${revision}`)
    const watch = await since(first.metadata.resourceVersion)
    expect(await told(watch)).to.equal('ADDED b {}')
    watch.stop()
    for (let count = 0; count < 9; count++) await label('a', { x: String(count) })
    const late = await since(first.metadata.resourceVersion)
    const event = await late.next()
    expect(event?.type).to.equal('ERROR')
    expect(event?.object).to.deep.include({ kind: 'Status', code: 410, reason: 'Expired' })
    expect(event?.object.message).to.match(/^too old resource version: \d+ \(\d+\)$/)
    expect(await late.next()).to.equal(undefined)
  })

  it('says how far it has come: after what there is, and every minute', async () => {
    await create('a')
    const initial = 'sendInitialEvents=true&resourceVersionMatch=NotOlderThan'
    const watch = await watching(server, `${PODS}?watch=1&allowWatchBookmarks=true&${initial}`)
    expect(await told(watch)).to.equal('ADDED a {}')
    const end = await watch.next()
    expect(end?.object.metadata.annotations).to.deep.equal({ 'k8s.io/initial-events-end': 'true' })
    const { object } = await send(server, 'POST /api/v1/namespaces', { metadata: { name: 'elsewhere' } })
    for (let count = 0; count < 2; count++) {
      clock.advance(MINUTE)
      const bookmark = await watch.next()
      expect(bookmark?.type).to.equal('BOOKMARK')
      expect(bookmark?.object).to.deep.equal({
        kind: 'Pod',
        apiVersion: 'v1',
        metadata: { resourceVersion: object.metadata.resourceVersion },
        spec: { containers: null },
        status: {},
      })
    }
    watch.stop()
  })

  it('ends when its time is over, and then keeps no timer', async () => {
    const watch = await watching(server, `${PODS}?watch=1&allowWatchBookmarks=true&timeoutSeconds=30`)
    clock.advance(29_000)
    await create('a')
    clock.advance(1_000)
    expect(await told(watch)).to.equal('ADDED a {}')
    expect(await watch.next()).to.equal(undefined)
    clock.advance(MINUTE)
  })

  it('continues a list where it was cut, as of the same revision, and says when it cannot', async () => {
    for (const name of ['a', 'b', 'c']) await create(name)
    const page = (query: string) => send(server, `GET ${PODS}?limit=2${query}`)
    const first = await page('')
    const token = `&continue=${first.object.metadata['continue']}`
    await send(server, `DELETE ${PODS}/c`)
    const second = await page(token)
    expect(second.object.items?.map(({ metadata }) => metadata.name)).to.deep.equal(['c'])
    expect(second.object.metadata.resourceVersion).to.equal(first.object.metadata.resourceVersion)
    for (let count = 0; count < 9; count++) await label('a', { x: String(count) })
    expect((await page(token)).object).to.deep.include({ code: 410, reason: 'Expired' })
    const exact = `GET ${PODS}?resourceVersionMatch=Exact&resourceVersion=2`
    expect((await send(server, exact)).object).to.deep.include({ code: 410, reason: 'Expired' })
  })
})

import type { ServerResponse } from 'node:http'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { systemClock } from '../clock.ts'
import { startFixtureServer } from './fixture-server.ts'
import { isNewer, startReflector } from './reflector.ts'
import { pods } from './resources.ts'

const pod = (name: string, version: number) => ({
  metadata: { name, namespace: 'n', resourceVersion: String(version) },
})

/** A reflector on a server whose lists and watches the test writes. */
async function staged(lists: { items: unknown[]; version: number }[]) {
  const seen: string[] = []
  const errors: unknown[] = []
  let wake = () => {}
  const watches: { url: string; response: ServerResponse }[] = []
  const server = await startFixtureServer(({ url }, response) => {
    if (url.includes('watch=true')) {
      response.write('\n')
      watches.push({ url, response })
    } else {
      const { items, version } = lists.shift() ?? { items: [], version: 0 }
      response.end(JSON.stringify({ metadata: { resourceVersion: String(version) }, items }))
    }
    wake()
  })
  const reflector = startReflector(server.client, pods, {
    clock: systemClock(),
    onChange({ type, object, old }) {
      seen.push(
        `${type} ${object.metadata.name}@${object.metadata.resourceVersion}${old ? ` after ${old.metadata.resourceVersion}` : ''}`,
      )
      wake()
      if (object.metadata.name === 'bad') throw new Error('a handler that throws')
    },
    onError: (error) => {
      errors.push(error)
      wake()
    },
  })
  async function until(condition: () => boolean) {
    while (!condition()) await new Promise<void>((resolve) => (wake = resolve))
  }
  const send = (event: unknown) => watches.at(-1)?.response.write(`${JSON.stringify(event)}\n`)
  async function stop() {
    reflector.stop()
    await server.stop()
  }
  return { reflector, seen, errors, watches, until, send, stop }
}

describe('startReflector', () => {
  it('caches a list and the events that follow', async () => {
    const { reflector, seen, send, until, watches, stop } = await staged([{ items: [pod('a', 3)], version: 5 }])
    await reflector.synced
    await until(() => watches.length === 1)
    expect(watches[0]?.url).to.contain('resourceVersion=5')
    send({ type: 'ADDED', object: pod('b', 6) })
    send({ type: 'MODIFIED', object: pod('a', 7) })
    send({ type: 'DELETED', object: pod('b', 8) })
    await until(() => seen.length === 4)
    expect(seen).to.deep.equal(['ADDED a@3', 'ADDED b@6', 'MODIFIED a@7 after 3', 'DELETED b@8 after 6'])
    expect([...reflector.cache.keys()]).to.deep.equal(['n/a'])
    await stop()
  })

  it('says when it has reached a version, bookmarks included', async () => {
    const { reflector, send, until, watches, stop } = await staged([{ items: [], version: 9 }])
    await reflector.synced
    await until(() => watches.length === 1)
    expect(reflector.reached('9')).to.equal(undefined)
    const reached = reflector.reached('10')
    send({ type: 'BOOKMARK', object: { metadata: { resourceVersion: '12' } } })
    await reached
    await stop()
  })

  it('resumes a watch that ended from where it was', async () => {
    const { reflector, send, until, watches, seen, stop } = await staged([{ items: [], version: 5 }])
    await reflector.synced
    await until(() => watches.length === 1)
    send({ type: 'ADDED', object: pod('a', 6) })
    await until(() => seen.length === 1)
    watches[0]?.response.end()
    await until(() => watches.length === 2)
    expect(watches[1]?.url).to.contain('resourceVersion=6')
    await stop()
  })

  it('lists again when the history is gone, and tells only the differences', async () => {
    const first = { items: [pod('a', 1), pod('b', 2), pod('c', 3)], version: 5 }
    const second = { items: [pod('a', 1), pod('c', 7), pod('d', 8)], version: 9 }
    const { reflector, send, until, watches, seen, errors, stop } = await staged([first, second])
    await reflector.synced
    await until(() => watches.length === 1)
    const reached = reflector.reached('9')
    send({ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' } })
    await reached
    expect(seen.slice(3)).to.deep.equal(['DELETED b@2 after 2', 'MODIFIED c@7 after 3', 'ADDED d@8'])
    expect(errors.length).to.equal(1)
    await stop()
  })

  it('goes on after a handler that throws, and reports it', async () => {
    const { reflector, send, until, watches, seen, errors, stop } = await staged([
      { items: [pod('bad', 1)], version: 5 },
    ])
    await reflector.synced
    await until(() => watches.length === 1)
    send({ type: 'ADDED', object: pod('b', 6) })
    await until(() => seen.length === 2)
    expect(String(errors[0])).to.contain('a handler that throws')
    await stop()
  })
})

describe('isNewer', () => {
  const cases: [string, string, boolean][] = [
    ['10', '9', true],
    ['9', '10', false],
    ['9', '9', false],
    ['21', '12', true],
    ['1', '', true],
  ]
  for (const [version, than, expected] of cases) {
    it(`${version} is ${expected ? '' : 'not '}newer than "${than}"`, () => {
      expect(isNewer(version, than)).to.equal(expected)
    })
  }
})

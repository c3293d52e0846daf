import { describe, it } from 'node:test'
import { expect } from 'chai'
import { systemClock } from '../clock.ts'
import { type Answer, startFixtureServer } from './fixture-server.ts'
import type { KubeObject } from './objects.ts'
import type { Change } from './reflector.ts'
import { claims, pods } from './resources.ts'
import { type SharedReflectors, sharedReflectors } from './shared-reflectors.ts'

const pod = (name: string, resourceVersion: string) => ({
  metadata: { name, namespace: 'n', uid: name, resourceVersion },
})

/** Lists one Pod; its watches stay open and can be written to. */
async function withCluster(use: (cluster: Awaited<ReturnType<typeof startCluster>>) => Promise<void>) {
  const opened = await startCluster()
  try {
    await use(opened)
  } finally {
    await opened.stop()
  }
}

async function startCluster() {
  const errors: unknown[] = []
  const watches: Parameters<Answer>[1][] = []
  const server = await startFixtureServer(({ url }, response) => {
    if (url.includes('persistentvolumeclaims')) {
      response.statusCode = 404
      response.end('{"kind":"Status","code":404,"reason":"NotFound"}')
    } else if (url.includes('watch=true')) {
      watches.push(response)
      response.flushHeaders()
    } else response.end(JSON.stringify({ metadata: { resourceVersion: '5' }, items: [pod('web-0', '3')] }))
  })
  const shared = sharedReflectors(server.client, { clock: systemClock(), onError: (error) => errors.push(error) })
  const followed: { stop(): void }[] = []
  const reflectors: SharedReflectors = {
    follow(resource, onChange, namespace) {
      const reflector = shared.follow(resource, onChange, namespace)
      followed.push(reflector)
      return reflector
    },
  }
  const asked = () => server.asked.map(({ url }) => (url.includes('watch=true') ? 'watch' : 'list'))
  const tell = (type: string, object: unknown) => {
    for (const watch of watches) watch.write(`${JSON.stringify({ type, object })}\n`)
  }
  async function stop() {
    for (const reflector of followed) reflector.stop()
    await server.stop()
  }
  return { reflectors, asked, tell, errors, watches, stop }
}

/** Collects what a follower is told, and lets a test wait for the next. */
function follower() {
  const told: string[] = []
  let wake = () => {}
  return {
    told,
    listen({ type, object }: Change<KubeObject>) {
      told.push(`${type} ${object.metadata.name}`)
      wake()
    },
    until: (count: number) =>
      new Promise<void>((resolve) => {
        wake = () => void (told.length >= count && resolve())
        wake()
      }),
  }
}

describe('shared reflectors', () => {
  it('open one list and one watch for all who follow a resource', () =>
    withCluster(async ({ reflectors, asked, tell, watches }) => {
      const [first, second] = [follower(), follower()]
      const one = reflectors.follow(pods, first.listen)
      const other = reflectors.follow(pods, second.listen)
      await Promise.all([one.ready, other.ready, first.until(1), second.until(1)])
      while (watches.length === 0) await new Promise(setImmediate)
      tell('ADDED', pod('web-1', '6'))
      await Promise.all([first.until(2), second.until(2)])
      expect(asked()).to.deep.equal(['list', 'watch'])
      expect(first.told).to.deep.equal(['ADDED web-0', 'ADDED web-1'])
      expect(second.told).to.deep.equal(first.told)
      expect(one.cache).to.equal(other.cache)
    }))

  it('tell who joins late what there is', () =>
    withCluster(async ({ reflectors }) => {
      const late = follower()
      await reflectors.follow(pods).ready
      reflectors.follow(pods, late.listen)
      await late.until(1)
      expect(late.told).to.deep.equal(['ADDED web-0'])
    }))

  it('go on for the others when one stops, and end with the last', () =>
    withCluster(async ({ reflectors, tell, watches, asked }) => {
      const [gone, stays] = [follower(), follower()]
      const one = reflectors.follow(pods, gone.listen)
      const other = reflectors.follow(pods, stays.listen)
      await Promise.all([one.ready, gone.until(1), stays.until(1)])
      while (watches.length === 0) await new Promise(setImmediate)
      one.stop()
      one.stop()
      tell('ADDED', pod('web-1', '6'))
      await stays.until(2)
      expect(gone.told).to.deep.equal(['ADDED web-0'])
      const closed = new Promise((resolve) => watches[0]?.once('close', resolve))
      other.stop()
      await closed
      await reflectors.follow(pods).ready
      expect(asked().filter((what) => what === 'list')).to.have.length(2)
    }))

  it('keep the error of one follower from the others', () =>
    withCluster(async ({ reflectors, errors }) => {
      const calm = follower()
      reflectors.follow(pods, () => {
        throw new Error('a careless follower')
      })
      await reflectors.follow(pods, calm.listen).ready
      await calm.until(1)
      expect(String(errors[0])).to.contain('a careless follower')
    }))

  it('are not ready for a kind that is not served', () =>
    withCluster(async ({ reflectors }) => {
      const error = await reflectors.follow(claims).ready.catch((caught: unknown) => caught)
      expect(String(error)).to.contain('Expected to list persistentvolumeclaims at the start')
    }))

  it('let go of who waits when they are stopped before the first list', () =>
    withCluster(async ({ reflectors }) => {
      const follow = reflectors.follow(pods)
      const reached = follow.reached('99')
      follow.stop()
      const error = await follow.ready.catch((caught: unknown) => caught)
      expect(String(error)).to.contain('stopped before it was filled')
      await reached
    }))
})

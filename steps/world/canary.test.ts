import { PassThrough } from 'node:stream'
import { afterEach, describe, it } from 'node:test'
import { expect } from 'chai'
import type { Api, KubeObject, Manifest } from '../client/index.ts'
import { kind } from '../client/testing.ts'
import { aTurn } from '../observe/testing.ts'
import { Canary } from './canary.ts'

const setting = { kind, image: 'any', capabilities: [] }

/** An API with a controller behind it, whose watches tell what happens until they are lost. */
function fakeApi() {
  const objects = new Map<string, KubeObject>()
  const watches = new Map<PassThrough, string>()

  function put(plural: string, object: Partial<KubeObject>) {
    const metadata = { name: 'canary-0', uid: plural, resourceVersion: '1', ...object.metadata }
    objects.set(plural, { ...object, metadata })
    for (const [stream, watched] of watches) if (watched === plural) stream.write(added(plural))
  }
  const added = (plural: string) => ({ type: 'ADDED', object: objects.get(plural) })

  const api: Partial<Api> = {
    async watch({ plural }, _namespace, _from, signal) {
      const stream = new PassThrough({ objectMode: true, signal })
      watches.set(stream, plural)
      signal.addEventListener('abort', () => watches.delete(stream))
      if (objects.has(plural)) stream.write(added(plural))
      return stream
    },
    async create<T>(_resource: unknown, _namespace: unknown, manifest: Manifest) {
      put(kind.plural, manifest as unknown as KubeObject)
      put('pods', {})
      return manifest as T
    },
    async patch<T>(_ref: unknown, _type: unknown, body: unknown) {
      const { status } = body as { status: { conditions: { status: string }[] } }
      const ready = status.conditions[0]?.status
      put('pods', { status: { conditions: [{ type: 'Ready', status: ready }] } })
      put(kind.plural, { ...objects.get(kind.plural), status: { readyReplicas: ready === 'True' ? 1 : 0 } })
      return {} as T
    },
  }
  const opened = () => [...watches.keys()]
  const lose = (streams = opened()) => {
    for (const stream of streams) stream.write({ type: 'ERROR', object: { metadata: {}, code: 410 } })
  }
  return { api: api as Api, opened, lose }
}

describe('the canary', () => {
  let canary: Canary | undefined
  afterEach(() => canary?.stop())

  async function hatched() {
    const { api, ...watches } = fakeApi()
    canary = await Canary.hatch(api, setting, { namespace: 'test' })
    return { canary, ...watches }
  }
  const outcome = (promise: Promise<void>) =>
    promise.then(
      () => 'reacts',
      ({ message }: Error) => message,
    )

  it('that was lost sight of cannot answer', async () => {
    const { canary, lose } = await hatched()
    lose()
    expect(await outcome(canary.react())).to.match(/^of the canary, the watch of \w+ has lost history/)
  })

  it('that was lost sight of is looked at afresh', async () => {
    const { canary, lose } = await hatched()
    lose()
    await aTurn()
    await canary.regain()
    expect(await outcome(canary.react())).to.equal('reacts')
  })

  it('is looked at afresh when others have lost history, though its own watches do not know yet', async () => {
    const { canary, opened, lose } = await hatched()
    const before = opened()
    canary.doubt()
    await canary.regain()
    lose(before)
    expect(await outcome(canary.react())).to.equal('reacts')
  })

  it('is not looked at afresh without need', async () => {
    const { canary, opened } = await hatched()
    const before = opened()
    await canary.regain()
    expect(opened()).to.have.ordered.members(before)
  })
})

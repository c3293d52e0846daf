import { PassThrough } from 'node:stream'
import { afterEach, describe, it } from 'node:test'
import { expect } from 'chai'
import type { Api, KubeObject, Manifest } from '../client/index.ts'
import { kind } from '../client/testing.ts'
import { aTurn } from '../observe/testing.ts'
import { Sentinel } from './sentinel.ts'

const setting = { kind, image: 'any', capabilities: [] }

/** An API with a controller behind it, whose watches tell what happens until they are lost. */
function fakeApi() {
  const objects = new Map<string, KubeObject>()
  const watches = new Map<PassThrough, string>()
  const removed: string[] = []

  function put(plural: string, object: Partial<KubeObject>) {
    const metadata = { name: 'sentinel-0', uid: plural, resourceVersion: '1', ...object.metadata }
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
    async remove({ name }) {
      removed.push(name)
    },
    async patch<T>(_ref: unknown, _type: unknown, body: unknown) {
      const { status } = body as { status: { conditions: { status: string }[] } }
      const ready = status.conditions[0]?.status
      put('pods', { status: { conditions: [{ type: 'Ready', status: ready }] } })
      put(kind.plural, { ...objects.get(kind.plural), status: { readyReplicas: ready === 'True' ? 1 : 0 } })
      return {} as T
    },
  }
  const tell = (plural: string, type: string, object: Partial<KubeObject>) => {
    const metadata = { name: 'sentinel-0', uid: plural, resourceVersion: '1', ...object.metadata }
    for (const [stream, watched] of watches)
      if (watched === plural) stream.write({ type, object: { ...object, metadata } })
  }
  const opened = () => [...watches.keys()]
  const lose = (streams = opened()) => {
    for (const stream of streams) stream.write({ type: 'ERROR', object: { metadata: {}, code: 410 } })
  }
  return { api: api as Api, opened, lose, tell, removed }
}

describe('the sentinel', () => {
  let sentinel: Sentinel | undefined
  afterEach(() => sentinel?.stop())

  async function started() {
    const { api, ...watches } = fakeApi()
    sentinel = await Sentinel.start(api, setting, { namespace: 'test' })
    return { sentinel, ...watches }
  }
  const outcome = (promise: Promise<boolean>) =>
    promise.then(
      (answered) => (answered ? 'reacts' : 'silent'),
      ({ message }: Error) => message,
    )

  it('whose watches have lost history cannot answer', async () => {
    const { sentinel, lose } = await started()
    lose()
    expect(await outcome(sentinel.probe())).to.match(/^of the sentinel, the watch of \w+ has lost history/)
  })

  it('whose watches have lost history is watched anew', async () => {
    const { sentinel, lose } = await started()
    lose()
    await aTurn()
    await sentinel.restart()
    expect(await outcome(sentinel.probe())).to.equal('reacts')
  })

  it('is watched anew when others have lost history, though its own watches do not know yet', async () => {
    const { sentinel, opened, lose } = await started()
    const before = opened()
    sentinel.invalidate()
    await sentinel.restart()
    lose(before)
    expect(await outcome(sentinel.probe())).to.equal('reacts')
  })

  it('whose Pod the controller takes away is not asked', async () => {
    const { api, tell, opened } = fakeApi()
    const taking = {
      ...api,
      async patch<T>(): Promise<T> {
        tell('pods', 'DELETED', {})
        return {} as T
      },
    } as unknown as Api
    sentinel = await Sentinel.start(taking, setting, { namespace: 'test' })
    expect([sentinel.answering, opened().length]).to.deep.equal([false, 2])
    expect(await outcome(sentinel.probe())).to.equal('silent')
  })

  it('that the controller changes again and again is deleted once, and not asked', async () => {
    const { sentinel, tell, removed } = await started()
    for (let count = 0; count < 150; count++) tell(kind.plural, 'MODIFIED', { metadata: { name: 'sentinel' } as never })
    await aTurn()
    expect(removed).to.deep.equal(['sentinel'])
    expect(await outcome(sentinel.probe())).to.equal('silent')
  })

  it('may change with each question', async () => {
    const { sentinel, removed } = await started()
    for (let count = 0; count < 150; count++) await sentinel.probe()
    expect(removed).to.deep.equal([])
    expect(sentinel.answering).to.equal(true)
  })

  it('is not watched anew without need', async () => {
    const { sentinel, opened } = await started()
    const before = opened()
    await sentinel.restart()
    expect(opened()).to.have.ordered.members(before)
  })
})

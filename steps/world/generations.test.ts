import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import { expect } from 'chai'
import { ApiError, type KubeObject, type Ref } from '../client/index.ts'
import { aTurn, header, history, object, seen } from '../observe/testing.ts'
import { waits } from '../patience/index.ts'
import { bumpGenerations, reportsGenerations } from './generations.ts'
import type { Scene } from './scene.ts'

interface Body {
  readonly metadata: { readonly uid: string }
  readonly spec: Record<string, number>
}
type Server = (name: string, patches: number) => number | Error

const set = (name: string, observedGeneration?: number, parts: Parameters<typeof object>[1] = {}) =>
  object(name, { ...parts, ...(observedGeneration !== undefined && { status: { observedGeneration } }) })

/** Workloads of a scenario, behind a server that gives each a generation for each patch. */
function staged(sets: readonly KubeObject[], server: Server = (_, patches) => 1 + patches) {
  const trace = history(...sets.map((each) => seen('statefulsets', 'ADDED', each)))
  const patches: (readonly [Ref, string, Body])[] = []
  const patch = async (ref: Ref, type: string, body: Body) => {
    patches.push([ref, type, body])
    const answer = server(ref.name, patches.filter(([{ name }]) => name === ref.name).length)
    if (answer instanceof Error) throw answer
    return object(ref.name, { metadata: { generation: answer } })
  }
  const scene = { api: { patch }, header: header(), trace, generations: { silent: false } }
  const reports = (name: string, generation: number) =>
    trace.add(seen('statefulsets', 'MODIFIED', set(name, generation)))
  return { scene: scene as unknown as Scene, trace, patches, reports }
}

describe('a bump of the generation', () => {
  it('changes a field of each workload and changes it back', async () => {
    const { scene, patches } = staged([set('web', 1, { spec: { revisionHistoryLimit: 3 } }), set('db')])
    const bumped = await bumpGenerations(scene)
    expect([...bumped]).to.deep.equal([
      ['uid-of-web', 3],
      ['uid-of-db', 3],
    ])
    const { kind: resource } = header()
    const sent = (name: string, revisionHistoryLimit: number) => [
      { resource, namespace: 'run-0-1', name },
      'merge',
      { metadata: { uid: `uid-of-${name}` }, spec: { revisionHistoryLimit } },
    ]
    // Without a value the API server sets 10 (apps/v1, StatefulSetSpec).
    expect(patches).to.deep.equal([sent('web', 4), sent('web', 3), sent('db', 11), sent('db', 10)])
  })

  it('leaves a workload alone that is terminating', async () => {
    const { scene, patches } = staged([set('web', 1, { metadata: { deletionTimestamp: '2030-01-01T00:00:00Z' } })])
    expect((await bumpGenerations(scene)).size).to.equal(0)
    expect(patches).to.deep.equal([])
  })

  it('waits for no generation where the server does not number them', async () => {
    const { scene } = staged([set('web')], () => undefined as never)
    expect([...(await bumpGenerations(scene))]).to.deep.equal([['uid-of-web', 0]])
  })

  it('fails where it is refused', async () => {
    const { scene } = staged([set('web')], () => new ApiError('PATCH', 403, '{}'))
    expect(await bumpGenerations(scene).catch((each: unknown) => each)).to.be.instanceOf(ApiError)
  })
})

describe('a new generation is reported', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }))
  afterEach(() => mock.timers.reset())

  /** What it comes to, once it does. */
  async function asked(scene: Scene) {
    const result: { outcome: unknown } = { outcome: 'open' }
    void reportsGenerations(scene).then(
      (reported) => {
        result.outcome = reported
      },
      ({ name }: Error) => {
        result.outcome = name
      },
    )
    await aTurn()
    return result
  }

  it('once it is of every workload', async () => {
    const { scene, reports } = staged([set('web', 1), set('db', 1)])
    const result = await asked(scene)
    for (const [name, generation] of [
      ['db', 3],
      ['web', 2],
    ] as const) {
      reports(name, generation)
      await aTurn()
      expect(result.outcome).to.equal('open')
    }
    reports('web', 3)
    await aTurn()
    expect(result.outcome).to.equal(true)
    expect(scene.generations.silent).to.equal(false)
  })

  it('or not in its time, which is remembered', async () => {
    const { scene, reports } = staged([set('web', 1)])
    const result = await asked(scene)
    mock.timers.tick(waits.controllerAnswers.ms - 1)
    await aTurn()
    expect(result.outcome).to.equal('open')
    mock.timers.tick(1)
    await aTurn()
    expect(result.outcome).to.equal(false)
    expect(scene.generations.silent).to.equal(true)
    const again = await asked(scene)
    expect(again.outcome, 'it has reported one before').to.equal('open')
    reports('web', 5)
    await aTurn()
    expect(again.outcome).to.equal(true)
  })

  it('never by a controller that has left one unreported, and reports none at all', async () => {
    for (const sets of [[set('web')], [set('web', 1), set('db')]]) {
      const { scene } = staged(sets)
      scene.generations.silent = true
      expect((await asked(scene)).outcome).to.equal(false)
    }
  })

  it('where there is no workload, whatever the controller did before', async () => {
    const { scene } = staged([])
    scene.generations.silent = true
    expect((await asked(scene)).outcome).to.equal(true)
  })

  it('of no workload that is gone, once the watch says so', async () => {
    const { scene, trace } = staged([set('web', 1)], () => new ApiError('PATCH', 404, '{}'))
    const result = await asked(scene)
    expect(result.outcome).to.equal('open')
    trace.add(seen('statefulsets', 'DELETED', set('web')))
    await aTurn()
    expect(result.outcome).to.equal(true)
  })

  it('of no workload that is another by now', async () => {
    const { scene, trace } = staged([set('web', 1)])
    const result = await asked(scene)
    trace.add(seen('statefulsets', 'MODIFIED', set('web', 0, { metadata: { uid: 'second' } })))
    await aTurn()
    expect(result.outcome).to.equal(true)
  })

  it('or not to be known where history is lost', async () => {
    const { scene, trace } = staged([set('web', 1)])
    const result = await asked(scene)
    trace.add({ kind: 'gap', resource: 'statefulsets', reason: '410' })
    await aTurn()
    expect(result.outcome).to.equal('HistoryLost')
    expect(scene.generations.silent).to.equal(false)
  })
})

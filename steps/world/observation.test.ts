import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import { expect } from 'chai'
import { resources } from '../client/index.ts'
import { watchedIn } from '../observe/kinds.ts'
import { aTurn, header, object, seen } from '../observe/testing.ts'
import { quiet, waits } from '../patience/index.ts'
import { HarnessError } from './errors.ts'
import { isDone, mark, scope, staged } from './observation-testing.ts'

describe('an observation', () => {
  it('watches the kind under certification and what belongs to it, from the beginning', async () => {
    const { observation, asked } = staged({ parts: { kind: { ...header().kind, plural: 'clonesets' } } })
    await observation.begin(scope, [])
    const plurals = ['clonesets', ...watchedIn([]).map(({ resource }) => resource.plural)]
    expect(asked).to.deep.equal(plurals.map((plural) => ['watch', plural, 'ns', undefined]))
    observation.end()
  })

  it('has begun only when the server has accepted every watch', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { observation } = staged({ accepted: () => promise })
    const begun = observation.begin(scope, [])
    expect(await isDone(begun)).to.equal(false)
    resolve()
    await begun
    observation.end()
  })

  it('makes markers where it asks the controller', async () => {
    const { observation, asked } = staged({ asksTarget: false })
    await observation.begin(scope, [])
    expect(asked.filter((each) => (each as unknown[])[0] === 'marker')).to.have.length(3)
    observation.end()
  })

  it('brings what happens into the trace, until it ends', async () => {
    const { observation, trace, streams, asked } = staged()
    await observation.begin(scope, [])
    streams.get('pods')?.write({ type: 'ADDED', object: object('web-0') })
    await aTurn()
    expect(observation.objects(resources.pods).map(({ metadata }) => metadata.name)).to.deep.equal(['web-0'])
    const before = asked.length
    observation.end()
    await aTurn()
    expect([trace.length, asked.length], 'a watch that has ended is not resumed').to.deep.equal([1, before])
    expect([...streams.values()].every(({ writableEnded }) => writableEnded)).to.equal(true)
  })

  it('casts doubt on the sentinel’s watches where its own have lost history', async () => {
    const { observation, asked, trace } = staged()
    observation.end()
    expect(asked).to.not.include('invalidate')
    trace.add({ kind: 'gap', resource: 'pods', reason: '410' })
    observation.end()
    expect(asked).to.include('invalidate')
  })

  it('shows the objects that are not the suite’s own', () => {
    const { observation, trace } = staged()
    trace.add(seen('pods', 'ADDED', object('web-0')))
    trace.add(seen('pods', 'ADDED', object('web-1', { metadata: { labels: { app: 'web' } } })))
    trace.add(seen('pods', 'ADDED', object('marker', { metadata: { labels: mark } })))
    expect(observation.objects(resources.pods).map(({ metadata }) => metadata.name)).to.deep.equal(['web-0', 'web-1'])
    expect(observation.object(resources.pods, 'web-1')?.metadata.uid).to.equal('uid-of-web-1')
    expect(observation.object(resources.pods, 'marker')).to.equal(undefined)
    expect(observation.object(resources.claims, 'web-1')).to.equal(undefined)
  })

  it('takes for a harness error that what is needed does not come', async () => {
    const { observation, trace } = staged()
    await observation.await(waits.barrierPasses, 'web is seen', () => true)
    trace.add({ kind: 'gap', resource: 'pods', reason: '410' })
    const error = await observation.await(waits.barrierPasses, 'web is seen', () => true).catch((each: Error) => each)
    expect(error).to.be.instanceOf(HarnessError)
    expect((error as Error).message).to.match(/the watch of pods has lost history/)
    expect((error as Error).cause).to.have.property('name', 'HistoryLost')
  })

  for (const stopped of [false, true])
    it(`${stopped ? 'does not ask a stopped controller' : 'asks the controller'} whether it has seen the Pods`, async () => {
      const { observation, asked } = staged({ stopped })
      await observation.seenByController()
      expect(asked).to.deep.equal(stopped ? [] : ['sentinel'])
    })
})

describe('the watch of a kind without namespaces', () => {
  const ofVolumes = (asked: unknown[]) => asked.filter((each) => (each as unknown[])[1] === 'persistentvolumes')
  const volume = (name: string, namespace?: string) =>
    object(name, { spec: namespace ? { claimRef: { namespace } } : {} })

  it('begins at a version from before the example, not with what others have', async () => {
    const { observation, asked } = staged()
    await observation.begin(scope, ['@needs-default-class'])
    expect(ofVolumes(asked)).to.deep.equal([['watch', 'persistentvolumes', 'ns', '5']])
    observation.end()
  })

  it('begins at the version of a short list where none is known', async () => {
    const { observation, asked } = staged()
    await observation.begin({ namespace: 'ns' }, ['@needs-default-class'])
    expect(ofVolumes(asked)).to.deep.equal([
      ['list', 'persistentvolumes', undefined, '?limit=1'],
      ['watch', 'persistentvolumes', 'ns', '9'],
    ])
    observation.end()
  })

  it('records what belongs to the example, and follows it to its end', async () => {
    const { observation, trace, streams } = staged()
    await observation.begin(scope, ['@needs-default-class'])
    const events = [
      ['ADDED', volume('theirs', 'other')],
      ['ADDED', volume('ours', 'ns')],
      ['ADDED', volume('second', 'ns')],
      ['MODIFIED', volume('ours')],
      ['MODIFIED', volume('theirs')],
      ['DELETED', volume('ours', 'other')],
      ['MODIFIED', volume('ours', 'other')],
    ] as const
    for (const [type, each] of events) streams.get('persistentvolumes')?.write({ type, object: each })
    await aTurn()
    const recorded = trace.entries.map(
      (entry) => entry.kind === 'seen' && `${entry.type} ${entry.object.metadata.name}`,
    )
    expect(recorded).to.deep.equal(['ADDED ours', 'ADDED second', 'MODIFIED ours', 'DELETED ours'])
    observation.end()
  })
})

describe('watches that broke', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }))
  afterEach(() => mock.timers.reset())

  it('are confirmed once they have been open again for a while', async () => {
    let answer = Promise.resolve()
    const { observation, cut, streams, trace } = staged({ accepted: () => answer })
    await observation.begin(scope, [])
    expect(await isDone(observation.confirmed()), 'none is broken').to.equal(true)
    await cut()
    expect([...streams.keys()]).to.have.length(1 + watchedIn([]).length)
    const confirmed = observation.confirmed()
    mock.timers.tick(quiet.withoutAnswer - 1)
    expect(await isDone(confirmed)).to.equal(false)
    mock.timers.tick(1)
    expect(await isDone(confirmed)).to.equal(true)
    answer = new Promise(() => {})
    await cut()
    mock.timers.tick(waits.watchAssures.ms)
    expect(trace.gap, 'a wait that is over gives nothing up').to.equal(undefined)
    observation.end()
  })

  it('are given up when they are not open again in time', async () => {
    let answer = Promise.resolve()
    const { observation, cut, trace } = staged({ accepted: () => answer })
    await observation.begin(scope, [])
    answer = new Promise(() => {})
    await cut()
    const confirmed = observation.confirmed()
    mock.timers.tick(waits.watchAssures.ms - 1)
    expect(await isDone(confirmed)).to.equal(false)
    mock.timers.tick(1)
    expect(await isDone(confirmed)).to.equal(true)
    expect(trace.gap?.reason).to.match(/breaks again and again/)
    observation.end()
  })
})

import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import { expect } from 'chai'
import type { Ref } from '../client/index.ts'
import { kind } from '../client/testing.ts'
import { waits } from '../patience/index.ts'
import { HarnessError } from './errors.ts'
import { READINESS_GATE } from './labels.ts'
import { workloadManifest } from './manifest.ts'
import { Sentinel } from './sentinel.ts'
import { fakeCluster, outcome, passes, type Script, turns } from './sentinel-testing.ts'

const setting = { kind, image: 'any', capabilities: [] }
const scope = { namespace: 'test' }

let sentinel: Sentinel | undefined
function leavesNothing() {
  afterEach(() => {
    sentinel?.stop()
    mock.timers.reset()
  })
}

/** What starting the sentinel comes to, if it has come to anything yet. */
function starting(script: Script, cluster = fakeCluster(script)) {
  const result: { outcome: unknown } = { outcome: 'open' }
  void Sentinel.start(cluster.api, setting, scope).then(
    (started) => {
      sentinel = started
      result.outcome = started.answering
    },
    (error: unknown) => {
      result.outcome = error
    },
  )
  return { cluster, result }
}

describe('the sentinel starts', () => {
  leavesNothing()
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }))

  it('as a workload of the kind under certification that is made ready, watched before', async () => {
    const { cluster, result } = starting({})
    await turns()
    const { asked } = cluster
    expect(asked.slice(0, 3)).to.deep.equal([
      ['watch', 'statefulsets', 'test'],
      ['watch', 'pods', 'test'],
      ['create', kind, 'test', workloadManifest(setting, 'sentinel', 1)],
    ])
    const [, ref, type, body] = asked[3] as [string, Ref, string, { status: { conditions: object[] } }]
    expect(ref).to.deep.include({ namespace: 'test', name: 'sentinel-0', subresource: 'status' })
    expect([ref.resource.plural, type, body.status.conditions.length]).to.deep.equal(['pods', 'strategic', 1])
    expect(body.status.conditions[0]).to.include({ type: READINESS_GATE, status: 'True' })
    expect(body.status.conditions[0]).to.have.property('lastTransitionTime')
    expect(asked).to.have.length(4)
    expect(result.outcome).to.equal(true)
  })

  it('once the server has accepted its watches', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { cluster, result } = starting({ accepted: () => promise })
    await turns()
    expect(cluster.asked).to.have.length(2)
    resolve()
    await turns()
    expect(result.outcome).to.equal(true)
  })

  it('not where no controller is at work, and says what it knows', async () => {
    for (const [events, reason] of [
      [[], 'no controller answers for StatefulSet (apps/v1): is one running, and does it watch this cluster?'],
      [[{ type: 'Warning', message: 'no quota' }], 'the controller could not make the sentinel’s Pod: no quota'],
    ] as const) {
      const clock = mock.method(performance, 'now', () => 1000)
      const { result, cluster } = starting({ created: () => {}, events })
      const [before, after] = await passes(waits.sentinelCreated, () => result.outcome)
      clock.mock.restore()
      expect(before).to.equal('open')
      expect(after).to.be.instanceOf(HarnessError)
      const lines = (after as Error).message.split('\n')
      expect(lines.slice(0, 2)).to.deep.equal([
        reason,
        'waited 8000 ms in vain until the sentinel has a Pod or a status',
      ])
      expect(lines[2], 'times are those since the watches were opened').to.match(/^ {2}0 ms MODIFIED statefulsets/)
      expect((after as Error).cause).to.be.instanceOf(Error)
      expect(cluster.opened(), 'nothing is watched any more').to.deep.equal([])
    }
  })

  it('without an answer where the controller writes a status but makes no Pod', async () => {
    const { result, cluster } = starting({ created: ({ report }) => report({ observedGeneration: 1 }) })
    expect(await passes(waits.sentinelCreated, () => result.outcome)).to.deep.equal(['open', false])
    expect(cluster.asked).to.have.length(3)
  })

  it('not with a status that says nothing of a generation', async () => {
    const { result } = starting({ created: ({ report }) => report({ replicas: 0 }) })
    const [, after] = await passes(waits.sentinelCreated, () => result.outcome)
    expect(after).to.be.instanceOf(HarnessError)
  })

  it('once a Pod has come after the status', async () => {
    const { result, cluster } = starting({ created: ({ report }) => report({ observedGeneration: 1 }) })
    await turns()
    cluster.makePod()
    await turns()
    expect(result.outcome).to.equal(true)
  })

  it('though the controller has taken the Pod away meanwhile', async () => {
    const { cluster, result } = starting({ refusal: () => 404 })
    await turns()
    expect(result.outcome).to.equal(true)
    expect(cluster.asked).to.have.length(4)
  })

  it('not where the gate cannot be set', async () => {
    const { result, cluster } = starting({ refusal: () => 403 })
    await turns()
    expect(result.outcome).to.have.property('code', 403)
    expect(cluster.opened()).to.deep.equal([])
  })

  it('not where the Pod does not become ready, and says why', async () => {
    const { result } = starting({ gate: ({ follow }) => follow(false) })
    const [before, after] = await passes(waits.sentinelReady, () => result.outcome)
    expect(before).to.equal('open')
    expect(after).to.be.instanceOf(HarnessError)
    expect((after as Error).message).to.match(
      /^the sentinel’s Pod is .* not ready.*\n.* until the sentinel’s Pod is ready/,
    )
  })

  it('without an answer where the controller takes the Pod away before it is ready', async () => {
    const { result, cluster } = starting({ gate: ({ takePod }) => takePod() })
    await turns()
    expect([result.outcome, cluster.opened().length]).to.deep.equal([false, 2])
    expect(await outcome((sentinel as Sentinel).probe())).to.equal('silent')
  })

  it('without an answer where the controller deletes the Pod, though that ends in its own time', async () => {
    const { result } = starting({ gate: ({ endPod }) => endPod() })
    await turns()
    expect(result.outcome).to.equal(false)
  })

  it('without an answer, but not at once, where the workload is gone and its Pod is not', async () => {
    const { result } = starting({
      gate: ({ takeWorkload, follow }, is) => {
        takeWorkload()
        follow(is)
      },
    })
    expect(await passes(waits.sentinelAnswers, () => result.outcome)).to.deep.equal(['open', false])
  })

  it('without an answer where the controller does not report the ready Pod', async () => {
    const { result, cluster } = starting({ gate: ({ follow }, is) => follow(is) })
    expect(await passes(waits.sentinelAnswers, () => result.outcome)).to.deep.equal(['open', false])
    expect(await outcome((sentinel as Sentinel).probe())).to.equal('silent')
    expect(cluster.asked, 'one that did not answer is not asked again').to.have.length(4)
  })
})

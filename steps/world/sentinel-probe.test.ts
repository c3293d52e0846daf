import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import { expect } from 'chai'
import type { Ref } from '../client/index.ts'
import { kind } from '../client/testing.ts'
import { aTurn } from '../observe/testing.ts'
import { type Wait, waits } from '../patience/index.ts'
import { HarnessError } from './errors.ts'
import { Sentinel } from './sentinel.ts'
import { type Cluster, fakeCluster, outcome, passes, type Script, turns } from './sentinel-testing.ts'

const setting = { kind, image: 'any' }
const scope = { namespace: 'test' }

let sentinel: Sentinel | undefined
function leavesNothing() {
  afterEach(() => {
    sentinel?.stop()
    mock.timers.reset()
  })
}

async function started(script: Script = {}, capabilities: string[] = []) {
  const cluster = fakeCluster(script)
  sentinel = await Sentinel.start(cluster.api, { ...setting, capabilities }, scope)
  return { sentinel, ...cluster }
}

describe('a probe', () => {
  leavesNothing()
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }))

  const gates = (asked: unknown[]) =>
    (asked as [string, unknown, unknown, { status: { conditions: [{ status: string }] } }][]).flatMap(
      ([verb, , , body]) => (verb === 'patch' ? [body.status.conditions[0].status] : []),
    )

  it('changes the gate of the Pod to and fro, and waits until the controller has reported it', async () => {
    const { sentinel, asked } = await started()
    for (const _ of [1, 2, 3]) expect(await sentinel.probe()).to.equal(true)
    expect(gates(asked)).to.deep.equal(['True', 'False', 'True', 'False'])
  })

  it('is made twice of a controller that has started, unless the first is not answered', async () => {
    let obeys = true
    const { sentinel, asked } = await started({ gate: (cluster, is) => void (obeys && cluster.obey(is)) })
    await sentinel.caughtUp()
    expect(gates(asked)).to.deep.equal(['True', 'False', 'True'])
    obeys = false
    const unanswered = sentinel.caughtUp()
    await turns()
    mock.timers.tick(waits.sentinelAnswers.ms)
    await unanswered
    expect(gates(asked)).to.deep.equal(['True', 'False', 'True', 'False'])
  })

  it('is of the Pod whatever the controller has named it', async () => {
    const { sentinel, asked } = await started({ created: ({ makePod }) => makePod('odd') })
    await sentinel.probe()
    expect((asked.at(-1) as [string, Ref])[1].name).to.equal('odd')
  })

  it('begins when the one before has ended', async () => {
    let obeys = true
    const { sentinel, asked, obey } = await started({ gate: (cluster, is) => void (obeys && cluster.obey(is)) })
    obeys = false
    const [first, second] = [sentinel.probe(), sentinel.probe()]
    await turns()
    expect(gates(asked)).to.deep.equal(['True', 'False'])
    obeys = true
    obey(false)
    expect(await Promise.all([first, second])).to.deep.equal([true, true])
    expect(gates(asked)).to.deep.equal(['True', 'False', 'True'])
  })

  it('is not answered by what was reported before the Pod itself had changed', async () => {
    let obeys = true
    const { sentinel, follow, report } = await started({ gate: (cluster, is) => void (obeys && cluster.obey(is)) })
    obeys = false
    let answered = false
    void sentinel.probe().then(() => {
      answered = true
    })
    await turns()
    report({ readyReplicas: 0 })
    await turns()
    expect(answered, 'the Pod is still ready').to.equal(false)
    report({ readyReplicas: 1 })
    follow(false)
    await turns()
    expect(answered, 'the controller says that it is ready').to.equal(false)
    report({ replicas: 1 })
    await turns()
    expect(answered, 'no number is none').to.equal(true)
  })

  const slow: [string, string[], Wait][] = [
    ['in its time', [], waits.sentinelAnswers],
    ['in more time where a control plane shares its machine with kubelets', ['kubelet'], waits.sentinelRecovers],
  ]
  for (const [title, capabilities, wait] of slow)
    it(`is answered ${title}, or never again`, async () => {
      const script = { gate: (cluster: Cluster, is: boolean) => void (is && cluster.obey(is)) }
      const { sentinel, asked } = await started(script, capabilities)
      let answer: unknown = 'open'
      void sentinel.probe().then((answered) => {
        answer = answered
      })
      expect(await passes(wait, () => answer)).to.deep.equal(['open', false])
      expect(sentinel.answering).to.equal(false)
      expect(await sentinel.probe()).to.equal(false)
      expect(gates(asked)).to.deep.equal(['True', 'False'])
    })

  it('is not answered where the Pod is gone', async () => {
    let refusal: number | undefined
    const { sentinel, takePod, asked } = await started({ refusal: () => refusal })
    takePod()
    await turns()
    refusal = 404
    expect(await sentinel.probe()).to.equal(false)
    expect((asked.at(-1) as [string, Ref])[1].name).to.equal('sentinel-0')
    expect(sentinel.answering).to.equal(false)
  })

  it('that fails does not keep the next one from being made', async () => {
    let refusal: number | undefined
    const { sentinel } = await started({ refusal: () => refusal })
    refusal = 500
    expect(await outcome(sentinel.probe())).to.match(/500/)
    refusal = undefined
    expect(await outcome(sentinel.probe())).to.equal('reacts')
  })
})

describe('the sentinel', () => {
  leavesNothing()
  it('whose watches have lost history cannot answer', async () => {
    const { sentinel, lose } = await started()
    lose()
    const error = await sentinel.probe().catch((each: unknown) => each)
    expect(error).to.be.instanceOf(HarnessError)
    expect((error as Error).message).to.match(/^of the sentinel, the watch of \w+ has lost history/)
    expect((error as Error).cause).to.have.property('name', 'HistoryLost')
  })

  it('whose watches have lost history is watched anew', async () => {
    const { sentinel, lose, asked, opened } = await started()
    lose()
    await aTurn()
    await sentinel.restart()
    expect(opened(), 'the old watches are over').to.have.length(2)
    expect(asked.slice(-2)).to.deep.equal([
      ['watch', 'statefulsets', 'test'],
      ['watch', 'pods', 'test'],
    ])
    expect(await outcome(sentinel.probe())).to.equal('reacts')
  })

  it('is watched anew when others have lost history, though its own watches do not know yet', async () => {
    const { sentinel, opened, lose } = await started()
    const before = opened()
    sentinel.invalidate()
    await sentinel.restart()
    lose(before)
    expect(await outcome(sentinel.probe())).to.equal('reacts')
    const after = opened()
    await sentinel.restart()
    expect(opened(), 'once').to.have.ordered.members(after)
  })

  it('that the controller changes again and again is deleted once, and not asked', async () => {
    const { sentinel, report, asked } = await started()
    for (let count = 0; count < 150; count++) report({ replicas: count })
    await turns()
    const removals = asked.filter((each) => (each as string[])[0] === 'remove')
    expect(removals).to.deep.equal([['remove', 'statefulsets', 'test', 'sentinel']])
    expect(await outcome(sentinel.probe())).to.equal('silent')
  })

  it('may change with each question', async () => {
    const { sentinel, asked } = await started()
    for (let count = 0; count < 150; count++) await sentinel.probe()
    expect(asked.filter((each) => (each as string[])[0] === 'remove')).to.deep.equal([])
    expect(sentinel.answering).to.equal(true)
  })

  it('is not watched anew without need', async () => {
    const { sentinel, opened } = await started()
    const before = opened()
    await sentinel.restart()
    expect(opened()).to.have.ordered.members(before)
  })

  it('is deleted with its namespace, and watched no more', async () => {
    const { sentinel, opened, asked } = await started()
    await sentinel.dispose()
    expect(opened()).to.deep.equal([])
    expect(asked.slice(-2)).to.deep.equal([
      ['remove', 'statefulsets', 'test', 'sentinel'],
      ['remove', 'namespaces', undefined, 'test'],
    ])
  })
})

import { describe, it, mock } from 'node:test'
import { expect } from 'chai'
import { aTurn, header } from '../observe/testing.ts'
import { acting } from './acting-testing.ts'
import { Target } from './target.ts'

function target(capabilities: readonly string[] = []) {
  const { actions, control, sent, recorded } = acting()
  const caughtUp = async () => sent.push(['caught up'])
  return {
    target: new Target({ header: header({ capabilities }), actions, control: control as never, caughtUp }),
    sent,
    recorded,
  }
}

const request = { verb: 'create', resource: 'pods' }
const status = { code: 403, reason: 'Forbidden' }

describe('the actions upon the target', () => {
  it('let time leap where the clock can', async () => {
    const { target: leaping, sent, recorded } = target(['clock'])
    await leaping.passTime(3600)
    expect(sent).to.deep.equal([['leap', 3600]])
    expect(recorded()).to.deep.equal([
      { own: false, verb: 'order', resource: 'clock', name: 'pass', body: { seconds: 3600 } },
    ])
  })

  it('wait where it cannot', async () => {
    mock.timers.enable({ apis: ['setTimeout'] })
    const { target: slow, sent } = target()
    let passed = false
    const passing = slow.passTime(2).then(() => {
      passed = true
    })
    mock.timers.tick(1999)
    await aTurn()
    expect(passed).to.equal(false)
    mock.timers.tick(1)
    await passing
    expect(sent).to.deep.equal([])
    mock.timers.reset()
  })

  for (const [order, name, request, stopped] of [
    ['is stopped', 'stop', 'stopController', true],
    ['is started', 'start', 'startController', false],
    ['restarts', 'restart', 'restartController', false],
  ] as const)
    it(`order: the controller ${order}`, async () => {
      const { target: ordered, sent, recorded } = target()
      expect(ordered.stopped).to.equal(false)
      await ordered.commandController(order)
      expect(sent).to.deep.equal(stopped ? [[request]] : [[request], ['caught up']])
      expect(recorded()).to.deep.equal([
        { own: false, verb: 'order', resource: 'controller', name, body: { order: name } },
      ])
      expect(ordered.stopped).to.equal(stopped)
    })

  it('stop and start', async () => {
    const { target: ordered } = target()
    await ordered.commandController('is stopped')
    await ordered.commandController('is started')
    expect(ordered.stopped).to.equal(false)
  })

  it('refuse requests of the controller in the scenario’s namespace', async () => {
    const { target: refusing, sent, recorded } = target()
    await refusing.refuse(request, { status })
    const message = 'the suite refuses to create pods'
    expect(sent).to.deep.equal([['refuse', [{ ...request, namespace: 'run-0-1', status: { ...status, message } }]]])
    expect(recorded()).to.deep.equal([
      {
        own: false,
        verb: 'order',
        resource: 'refusals',
        name: 'refuse',
        body: { order: 'refuse', ...request, ...status },
      },
    ])
  })

  it('delay requests, and so many of them only', async () => {
    const { target: late, sent, recorded } = target()
    await late.refuse({ ...request, times: 1 }, { delayMs: 2000 })
    const rule = { ...request, times: 1, delayMs: 2000 }
    expect(sent).to.deep.equal([['refuse', [{ ...rule, namespace: 'run-0-1' }]]])
    expect(recorded()[0]?.body).to.deep.equal({ order: 'refuse', ...rule })
  })

  it('grant them again', async () => {
    const { target: refusing, sent, recorded } = target()
    await refusing.refuse(request, { status })
    await refusing.endRefusals()
    expect(sent.at(-1)).to.deep.equal(['refuse', []])
    expect(recorded().at(-1)).to.deep.equal({
      own: false,
      verb: 'order',
      resource: 'refusals',
      name: 'accept',
      body: { order: 'accept' },
    })
    sent.length = 0
    await refusing.restore()
    expect(sent).to.deep.equal([])
  })
})

describe('the target is left as it was found', () => {
  it('nothing is done where nothing was', async () => {
    const { target: untouched, sent } = target()
    await untouched.restore()
    expect(sent).to.deep.equal([])
  })

  it('once', async () => {
    const { target: touched, sent, recorded } = target()
    await touched.commandController('is stopped')
    await touched.refuse(request, { status })
    const before = recorded().length
    sent.length = 0
    await touched.restore()
    expect(sent).to.deep.equal([['refuse', []], ['startController']])
    expect(touched.stopped).to.equal(false)
    await touched.restore()
    expect(sent).to.have.length(2)
    expect(recorded()).to.have.length(before)
  })
})

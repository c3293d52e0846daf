import { describe, it } from 'node:test'
import { expect } from 'chai'
import { type Api, ApiError, type KubeObject, resources } from '../client/index.ts'
import { aTurn, history, object, seen } from '../observe/testing.ts'
import { HOLD_FINALIZER, READINESS_GATE } from './labels.ts'
import { PodDriver } from './pod-driver.ts'

const spec = { readinessGates: [{ conditionType: 'other/gate' }, { conditionType: READINESS_GATE }] }
const pod = object('web-0', { spec })
const gated = { status: { conditions: [{ type: READINESS_GATE, status: 'False' }] } }
const added = (parts: Partial<KubeObject> = {}) => seen('pods', 'ADDED', { ...pod, ...parts })
const withFinalizers = (...finalizers: string[]) => added({ metadata: { ...pod.metadata, finalizers } })

interface Sent {
  readonly ref: unknown
  readonly type: string
  readonly body: Record<string, unknown>
}

/** A driver, and a log of the patches that it sends; `answer` is the server's. */
function driven(answer: () => Promise<unknown> = async () => {}) {
  const trace = history()
  const sent: Sent[] = []
  const patch = async (ref: unknown, type: string, body: Record<string, unknown>) => {
    sent.push({ ref, type, body })
    await answer()
  }
  const driver = new PodDriver({ patch } as unknown as Api, 'ns', trace)
  const recorded = () => trace.entries.filter((entry) => entry.kind === 'action')
  const failure = () =>
    driver.idle().then(
      () => 'none',
      (error: unknown) => error,
    )
  return { driver, trace, sent, recorded, failure }
}

const ref = { resource: resources.pods, namespace: 'ns', name: 'web-0' }
const uid = 'uid-of-web-0'
const finalizersAre = (...finalizers: string[]) => ({
  ref,
  type: 'merge',
  body: { metadata: { finalizers, uid } },
})

/** The status that a patch sets the gate to, if that is all that it does. */
function gateOf({ ref: at, type, body: { status, ...more } }: Sent): unknown {
  expect([at, type]).to.deep.equal([{ ...ref, subresource: 'status' }, 'strategic'])
  const { conditions } = status as { conditions: { type: string; status: string; lastTransitionTime: string }[] }
  expect(conditions.map((condition) => condition.type)).to.deep.equal([READINESS_GATE])
  expect(conditions[0]?.lastTransitionTime).to.match(/^\d{4}-.*Z$/)
  return [conditions[0]?.status, more]
}

describe('the driver of the Pods', () => {
  it('makes a Pod ready as soon as it is seen, and this one alone', async () => {
    const { driver, trace, sent, recorded } = driven()
    trace.add(added())
    await driver.idle()
    expect(sent.map(gateOf)).to.deep.equal([['True', { metadata: { uid } }]])
    const [action] = recorded()
    expect(action).to.deep.include({
      own: true,
      verb: 'patch',
      resource: 'pods',
      name: 'web-0',
      subresource: 'status',
      patchType: 'strategic',
    })
    expect(action?.body, 'a reader would send it to another Pod of that name').to.not.have.property('metadata')
  })

  it('holds a Pod by a finalizer beside those that it has', async () => {
    const { driver, trace, sent, recorded } = driven()
    driver.hold('web-0')
    trace.add(seen('pods', 'ADDED', { ...pod, ...gated }))
    trace.add(seen('pods', 'ADDED', object('web-1', { spec, ...gated })))
    await driver.idle()
    expect(sent).to.deep.equal([finalizersAre(HOLD_FINALIZER)])
    expect(recorded()[0]).to.deep.include({ own: true, body: { metadata: { finalizers: [HOLD_FINALIZER] } } })
    expect(recorded()[0]).to.not.have.property('subresource')
    trace.add(seen('pods', 'MODIFIED', { ...pod, ...gated, metadata: { ...pod.metadata, finalizers: ['a/b'] } }))
    await driver.idle()
    expect(sent[1]).to.deep.equal(finalizersAre('a/b', HOLD_FINALIZER))
    trace.add(
      seen('pods', 'MODIFIED', { ...pod, ...gated, metadata: { ...pod.metadata, finalizers: [HOLD_FINALIZER] } }),
    )
    await driver.idle()
    expect(sent, 'it is held already').to.have.length(2)
  })

  it('holds a Pod that is there, and none that is not', async () => {
    const { driver, trace, sent } = driven()
    trace.add(seen('pods', 'ADDED', { ...pod, ...gated }))
    driver.hold('web-1')
    driver.hold('web-0')
    await driver.idle()
    expect(sent).to.deep.equal([finalizersAre(HOLD_FINALIZER)])
  })

  it('lets a Pod go by removing its finalizer alone, and holds no successor', async () => {
    const { driver, trace, sent, recorded } = driven()
    driver.keepUnready('web-0')
    trace.add(withFinalizers('a/b', HOLD_FINALIZER))
    driver.hold('web-0')
    await driver.removeFinalizer('web-0')
    expect(sent).to.deep.equal([finalizersAre('a/b')])
    trace.add(added())
    await driver.removeFinalizer('web-0')
    expect(sent[1], 'there is none').to.deep.equal(finalizersAre())
    await driver.removeFinalizer('web-1')
    expect(sent, 'a Pod that is not there').to.have.length(2)
    expect(recorded(), 'the caller records it').to.deep.equal([])
  })

  it('sets the gate of a Pod as a step says, and that of its successors', async () => {
    const { driver, trace, sent, recorded } = driven()
    await driver.setReady('web-0', false)
    expect(sent.splice(0).map(gateOf)).to.deep.equal([['False', {}]])
    trace.add(added())
    await driver.idle()
    expect(sent).to.deep.equal([])
    await driver.setReady('web-0', true)
    expect(sent.splice(0).map(gateOf)).to.deep.equal([['True', {}]])
    expect(recorded(), 'the caller records it').to.deep.equal([])
    trace.add(added())
    await driver.idle()
    expect(sent.map(gateOf)).to.deep.equal([['True', { metadata: { uid } }]])
  })

  const left: [string, (driver: PodDriver) => void, Partial<KubeObject>][] = [
    ['that is to stay unready', (driver) => driver.keepUnready('web-0'), {}],
    ['that has no readiness gate', () => {}, { spec: {} }],
    ['that has no readiness gate of the suite', () => {}, { spec: { readinessGates: [{ conditionType: 'other' }] } }],
    ['that has failed', () => {}, { status: { phase: 'Failed' } }],
    ['that has succeeded', () => {}, { status: { phase: 'Succeeded' } }],
    [
      'that is terminating',
      (driver) => driver.hold('web-0'),
      { metadata: { ...pod.metadata, deletionTimestamp: '2030-01-01T00:00:00Z' } },
    ],
    ['whose gate is set already', () => {}, gated],
  ]
  for (const [title, prepare, parts] of left)
    it(`leaves a Pod alone ${title}`, async () => {
      const { driver, trace, sent } = driven()
      prepare(driver)
      trace.add(added(parts))
      await driver.idle()
      expect(sent).to.deep.equal([])
    })

  it('leaves alone what is gone, and what is no Pod', async () => {
    const { driver, trace, sent } = driven()
    trace.add(seen('pods', 'DELETED', pod))
    trace.add(seen('others', 'ADDED', pod))
    trace.add({ kind: 'window' })
    await driver.idle()
    expect(sent).to.deep.equal([])
  })
})

describe('the patches of the driver', () => {
  it('are sent once while they are under way, and again if need be', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { driver, trace, sent } = driven(() => promise)
    trace.add(added())
    trace.add(seen('pods', 'MODIFIED', pod))
    trace.add(seen('pods', 'ADDED', object('web-1', { spec })))
    await aTurn()
    expect(sent).to.have.length(2)
    let idle = false
    const waiting = driver.idle().then(() => {
      idle = true
    })
    await aTurn()
    expect(idle).to.equal(false)
    resolve()
    await waiting
    trace.add(seen('pods', 'MODIFIED', pod))
    await driver.idle()
    expect(sent).to.have.length(3)
  })

  it('are waited for although they follow one another', async () => {
    const answers = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let patches = 0
    const { driver, trace } = driven(() => answers[patches++]?.promise ?? Promise.resolve())
    trace.add(added())
    let idle = false
    const waiting = driver.idle().then(() => {
      idle = true
    })
    trace.add(seen('pods', 'ADDED', object('web-1', { spec })))
    answers[0]?.resolve()
    await aTurn()
    expect(idle).to.equal(false)
    answers[1]?.resolve()
    await waiting
  })

  it('may fail, which is told, but for those of a Pod that is gone or another by now', async () => {
    const codes = [404, 409, 500, 403]
    const { trace, failure } = driven(async () => {
      throw new ApiError('PATCH', codes.shift() ?? 0, '{}')
    })
    for (const expected of ['none', 'none', 500, 500]) {
      trace.add(seen('pods', 'MODIFIED', pod))
      const told = await failure()
      expect(told instanceof ApiError ? told.code : told).to.equal(expected)
    }
  })
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import { type Api, ApiError } from '../client/index.ts'
import { history, object, seen } from '../observe/testing.ts'
import { HOLD_FINALIZER, READINESS_GATE } from './labels.ts'
import { PodDriver } from './pod-driver.ts'

const pod = object('web-0', { spec: { readinessGates: [{ conditionType: READINESS_GATE }] } })

function driven() {
  const trace = history()
  const bodies: unknown[] = []
  const patch: Api['patch'] = async (_ref, _type, body) => bodies.push(body) as never
  const driver = new PodDriver({ patch } as Api, 'ns', trace)
  const recorded = () => trace.entries.filter((entry) => entry.kind === 'action')
  return { driver, trace, bodies, recorded }
}

describe('the driver of the Pods', () => {
  it('records what a reader would send to another Pod of that name, and sends it to this one alone', async () => {
    const { driver, trace, bodies, recorded } = driven()
    driver.hold('web-0')
    trace.add(seen('pods', 'ADDED', pod))
    await driver.idle()
    const [hold, gate] = recorded()
    expect(hold).to.deep.include({
      own: true,
      verb: 'patch',
      name: 'web-0',
      patchType: 'merge',
      body: { metadata: { finalizers: [HOLD_FINALIZER] } },
    })
    expect(gate).to.deep.include({ own: true, subresource: 'status', patchType: 'strategic' })
    expect(bodies.map((body) => (body as typeof pod).metadata.uid)).to.deep.equal(['uid-of-web-0', 'uid-of-web-0'])
  })

  it('records nothing of what a step has recorded', async () => {
    const { driver, trace, bodies, recorded } = driven()
    driver.keepUnready('web-0')
    trace.add(seen('pods', 'ADDED', pod))
    await driver.setReady('web-0', true)
    await driver.release('web-0')
    expect(bodies).to.have.lengthOf(2)
    expect(recorded()).to.deep.equal([])
  })

  const left: [string, (driver: PodDriver) => void, Partial<typeof pod>][] = [
    ['that is to stay unready', (driver) => driver.keepUnready('web-0'), {}],
    ['that has no readiness gate of the suite', () => {}, { spec: {} }],
    ['that has ended', () => {}, { status: { phase: 'Failed' } }],
    ['that is terminating', () => {}, { metadata: { ...pod.metadata, deletionTimestamp: '2030-01-01T00:00:00Z' } }],
    ['whose gate is set already', () => {}, { status: { conditions: [{ type: READINESS_GATE, status: 'False' }] } }],
  ]
  for (const [title, prepare, parts] of left)
    it(`leaves a Pod alone ${title}`, async () => {
      const { driver, trace, bodies } = driven()
      prepare(driver)
      trace.add(seen('pods', 'ADDED', { ...pod, ...parts }))
      await driver.idle()
      expect(bodies).to.deep.equal([])
    })

  it('reports a patch that failed, and none of a Pod that is gone', async () => {
    const trace = history()
    let code = 404
    const patch = async () => {
      throw new ApiError('PATCH', code, '{}')
    }
    const driver = new PodDriver({ patch } as unknown as Api, 'ns', trace)
    trace.add(seen('pods', 'ADDED', pod))
    await driver.idle()
    code = 500
    trace.add(seen('pods', 'MODIFIED', pod))
    const failure = await driver.idle().then(
      () => 'none',
      (error: unknown) => error,
    )
    expect(failure).to.be.instanceOf(ApiError)
  })
})

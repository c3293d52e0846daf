import { describe, it } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect } from 'chai'
import { controlledClock } from '../clock.ts'
import { type Refusal, startRefusals } from './refusals.ts'
import { requestInfo } from './request-info.ts'

const status = { code: 403, reason: 'Forbidden', message: 'not today' }
const PODS = '/api/v1/namespaces/ns/pods'

describe('refusals', () => {
  const clock = controlledClock(0)
  const with_ = (...rules: Refusal[]) => {
    const refusals = startRefusals(clock)
    refusals.replace(rules)
    return refusals
  }

  it('meets only what fits in verb, resource and namespace', async () => {
    const { answer } = with_({ verb: 'create', resource: 'pods', namespace: 'ns', status })
    expect(await answer('POST', PODS)).to.deep.equal({
      code: 403,
      body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', ...status },
    })
    for (const [method, path] of [
      ['POST', '/api/v1/namespaces/other/pods'],
      ['POST', '/api/v1/namespaces/ns/events'],
      ['POST', `${PODS}/web-0/eviction`],
      ['DELETE', `${PODS}/web-0`],
      ['GET', '/version'],
    ] as const)
      expect(answer(method, path)).to.equal(undefined)
  })

  it('takes the first that fits, as often as it says', async () => {
    const { answer } = with_(
      { verb: '*', resource: 'pods', status, times: 2 },
      { verb: 'delete', resource: '*', status: { ...status, code: 500 } },
    )
    const codes = []
    for (let each = 0; each < 3; each++) codes.push((await answer('DELETE', `${PODS}/web-0`))?.code)
    expect(codes).to.deep.equal([403, 403, 500])
    expect(answer('POST', PODS)).to.equal(undefined)
  })

  it('delays, and lets go what it delays when others come in its place', async () => {
    const refusals = with_({ verb: 'create', resource: 'pods', delayMs: 500 })
    let goesOn = false
    const met = refusals.answer('POST', PODS)?.then(() => {
      goesOn = true
    })
    clock.advance(499)
    await nextTurn()
    expect(goesOn).to.equal(false)
    clock.advance(1)
    await met
    const held = refusals.answer('POST', PODS)
    refusals.replace([])
    expect(await held).to.equal(undefined)
  })
})

describe('the verb, resource and namespace of a request', () => {
  for (const [request, verb, resource, namespace] of [
    [`POST ${PODS}`, 'create', 'pods', 'ns'],
    [`GET ${PODS}?limit=1`, 'list', 'pods', 'ns'],
    [`GET ${PODS}?watch=true`, 'watch', 'pods', 'ns'],
    ['GET /api/v1/pods?resourceVersion=1&watch=1', 'watch', 'pods', undefined],
    [`GET ${PODS}/web-0`, 'get', 'pods', 'ns'],
    [`DELETE ${PODS}`, 'deletecollection', 'pods', 'ns'],
    [`DELETE ${PODS}/web-0`, 'delete', 'pods', 'ns'],
    ['PUT /apis/apps/v1/namespaces/ns/statefulsets/web/status', 'update', 'statefulsets/status', 'ns'],
    ['PATCH /apis/apps/v1/namespaces/ns/statefulsets/web/scale', 'patch', 'statefulsets/scale', 'ns'],
    ['PUT /api/v1/namespaces/ns/finalize', 'update', 'namespaces/finalize', 'ns'],
    ['GET /api/v1/namespaces', 'list', 'namespaces', undefined],
    ['PATCH /api/v1/nodes/node-0', 'patch', 'nodes', undefined],
  ] as const)
    it(`${request} is ${verb} of ${resource}`, () => {
      const [method = '', path = ''] = request.split(' ')
      expect(requestInfo(method, path)).to.deep.equal({ verb, resource, namespace })
    })

  it('is unknown of what belongs to no resource', () => {
    for (const path of ['/', '/version', '/api', '/apis/apps', '/apis/apps/v1', '/openapi/v3'])
      expect(requestInfo('GET', path)).to.equal(undefined)
  })
})

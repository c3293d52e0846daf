import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { HarnessError } from './errors.ts'
import { TargetControl } from './target-control.ts'

describe('the control endpoint of a target', () => {
  const requests: unknown[] = []
  let answer: { readonly status: number; readonly text: string }
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const { authorization, 'content-type': type } = request.headers
    requests.push([request.method, request.url, authorization, type, text])
    response.writeHead(answer.status, { connection: 'close' }).end(answer.text)
  })
  let control: TargetControl

  beforeEach(async () => {
    requests.length = 0
    answer = { status: 200, text: '' }
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    control = new TargetControl({ url: `http://127.0.0.1:${port}`, token: 'secret' })
  })
  afterEach(() => new Promise((resolve) => server.close(resolve)))

  const sent = (method: string, path: string, body = '') => [method, path, 'Bearer secret', 'application/json', body]
  const refusal = { verb: 'create', resource: 'pods', namespace: 'ns' }
  const orders: [string, (control: TargetControl) => Promise<void>, method: string, path: string, body?: object][] = [
    ['restarts the controller', (to) => to.restartController(), 'POST', '/controller/restart'],
    ['stops it', (to) => to.stopController(), 'POST', '/controller/stop'],
    ['starts it', (to) => to.startController(), 'POST', '/controller/start'],
    ['lets time pass', (to) => to.leap(10), 'POST', '/clock/leap', { seconds: 10 }],
    ['disconnects a node', (to) => to.disconnectNode('a/b'), 'POST', '/nodes/a%2Fb/disconnect'],
    ['connects a node again', (to) => to.returnNode('a/b'), 'POST', '/nodes/a%2Fb/return'],
    ['refuses requests', (to) => to.refuse([refusal]), 'PUT', '/refusals', [refusal]],
  ]
  for (const [title, order, method, path, body] of orders)
    it(title, async () => {
      expect(await order(control)).to.equal(undefined)
      expect(requests).to.deep.equal([sent(method, path, body && JSON.stringify(body))])
    })

  it('is asked for rest in whole milliseconds, never for timers earlier than was meant', async () => {
    const rest = { atRest: true, pending: [], revision: '7' }
    answer = { status: 200, text: JSON.stringify(rest) }
    expect(await control.rest({ waitMs: 10.4, dueWithinMs: 0.2 })).to.deep.equal(rest)
    expect(requests).to.deep.equal([sent('GET', '/rest?waitMs=10&dueWithinMs=1')])
  })

  for (const status of [300, 501])
    it(`may refuse with ${status}: that is no verdict on the controller`, async () => {
      answer = { status, text: 'no such node' }
      const error = await control.returnNode('n').catch((each: unknown) => each)
      expect(error).to.be.instanceOf(HarnessError)
      expect((error as Error).message).to.equal(`the target refused POST /nodes/n/return: ${status} no such node`)
    })

  it('names the DNS server of the cluster, if there is one that this machine can ask', async () => {
    const dns = { address: '127.0.0.1', port: 5353, domain: 'cluster.local' }
    answer = { status: 200, text: JSON.stringify({ capabilities: { dns } }) }
    expect(await control.resolver()).to.deep.equal(dns)
    expect(requests).to.deep.equal([sent('GET', '/')])
    answer = { status: 200, text: JSON.stringify({ capabilities: {} }) }
    expect(await control.resolver()).to.equal(undefined)
    expect(await new TargetControl(undefined).resolver()).to.equal(undefined)
  })

  it('may be missing', async () => {
    const error = await new TargetControl(undefined).leap(1).catch((each: unknown) => each)
    expect(error).to.be.instanceOf(HarnessError)
    expect((error as Error).message).to.match(/has no control endpoint, so it cannot POST \/clock\/leap/)
  })
})

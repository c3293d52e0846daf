import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { offeredBy } from './control.ts'
import { CONTROL_TOKEN, controlNamed } from './control-named.ts'

const env = { [CONTROL_TOKEN]: 'secret' }

describe('a control endpoint that the user names', () => {
  it('is a URL, and a token from the environment', () => {
    expect(controlNamed('http://127.0.0.1:8001/', env)).to.deep.equal({ url: 'http://127.0.0.1:8001', token: 'secret' })
  })

  const nonsense: [string, NodeJS.ProcessEnv, RegExp][] = [
    ['8001', env, /expected --control to be a URL such as http/],
    ['file:///etc', env, /expected --control to be a URL such as http/],
    ['http://token:secret@127.0.0.1:8001', env, /put the token into STATEFULSET_CONFORMANCE_CONTROL_TOKEN instead/],
    ['http://127.0.0.1:8001', {}, /needs the endpoint’s token in STATEFULSET_CONFORMANCE_CONTROL_TOKEN/],
  ]
  for (const [given, found, says] of nonsense)
    it(`is not ${given}${found === env ? '' : ' without a token'}`, () => {
      expect(() => controlNamed(given, found)).to.throw(says)
    })

  for (const [code, body, says] of [
    [401, '{"message":"send the token"}', /answered 401 to GET \/: \{"message":"send the token"\}/],
    [200, '<html>hello</html>', /expected .* to be a control endpoint, found that it answers: <html>hello/],
  ] as const)
    it(`does not answer ${code} ${body}`, async () => {
      const server = createServer((_, response) => response.writeHead(code).end(body)).listen(0, '127.0.0.1')
      await once(server, 'listening')
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const error = await offeredBy({ url, token: 'x' }).catch(({ message }) => message)
      server.closeAllConnections()
      server.close()
      expect(error).to.match(says)
    })

  it('answers at all', async () => {
    const error = await offeredBy({ url: 'http://127.0.0.1:9', token: 'x' }).catch(({ message }) => message)
    expect(error).to.match(/no control endpoint answers at http:\/\/127\.0\.0\.1:9; is the cluster .* still up/)
  })
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import { proxyFor } from './proxy.ts'
import { proxyCases } from './proxy-testing.ts'

describe('the proxy of the environment', () => {
  for (const [server, env, expected] of proxyCases)
    it(`of ${server} with ${JSON.stringify(env)} is ${expected}`, () => {
      expect(proxyFor(new URL(server), env)).to.equal(expected)
    })
})

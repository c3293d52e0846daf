import { describe, it } from 'node:test'
import { expect } from 'chai'
import { stringify } from 'yaml'
import { readKubeconfig } from './kubeconfig.ts'

const encoded = (text: string) => Buffer.from(text).toString('base64')

function config(cluster: object, user: object, rest: object = {}): string {
  return stringify({
    'current-context': 'here',
    contexts: [
      { name: 'there', context: { cluster: 'other', user: 'other' } },
      { name: 'here', context: { cluster: 'c', user: 'u' } },
    ],
    clusters: [
      { name: 'other', cluster: { server: 'https://other:1' } },
      { name: 'c', cluster },
    ],
    users: [
      { name: 'other', user: { token: 'wrong' } },
      { name: 'u', user },
    ],
    ...rest,
  })
}

describe('readKubeconfig', () => {
  const server = 'https://10.0.0.1:6443'
  const cases: [string, string, object][] = [
    ['a token', config({ server }, { token: 't' }), { server, token: 't', tls: {} }],
    ['no credentials at all', config({ server }, {}), { server, tls: {} }],
    [
      'an authority',
      config({ server, 'certificate-authority-data': encoded('CA') }, {}),
      { server, tls: { ca: 'CA' } },
    ],
    [
      'a client certificate',
      config({ server }, { 'client-certificate-data': encoded('CERT'), 'client-key-data': encoded('KEY') }),
      { server, tls: { cert: 'CERT', key: 'KEY' } },
    ],
    [
      'an unverified server',
      config({ server, 'insecure-skip-tls-verify': true }, {}),
      { server, tls: { rejectUnauthorized: false } },
    ],
    ['a server to verify', config({ server, 'insecure-skip-tls-verify': false }, {}), { server, tls: {} }],
  ]
  for (const [title, text, expected] of cases)
    it(`reads ${title}`, () => {
      expect(readKubeconfig(text)).to.deep.equal(expected)
    })

  const faults: [string, string, RegExp][] = [
    ['no context', stringify({}), /current-context/],
    ['an unknown context', config({ server }, {}, { 'current-context': 'nowhere' }), /names nowhere .* under contexts/],
    ['an unknown cluster', config({ server }, {}, { clusters: [] }), /names c .* under clusters/],
    ['an unknown user', config({ server }, {}, { users: [] }), /names u .* under users/],
    ['a server that is no URL', config({ server: 'nonsense' }, {}), /clusters\[1\]\.cluster\.server/],
    ['text that is no mapping', 'hello', /not usable/],
    ['an empty file', '', /not usable/],
  ]
  for (const [title, text, message] of faults)
    it(`refuses ${title}`, () => {
      expect(() => readKubeconfig(text)).to.throw(message)
    })
})

import { writeFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { stringify } from 'yaml'
import { readKubeconfig } from './read.ts'

const encoded = (text: string) => Buffer.from(text).toString('base64')
const reading = { env: {}, now: Date.now, answeredWithin: 10_000 }

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

async function connection(text: string, env = {}) {
  const { server, proxy, authenticate } = readKubeconfig(text, { ...reading, env })
  const { headers, tls } = await authenticate()
  const { authorization, ...others } = headers
  const { cert, key, ...trusts } = tls
  const shows = { ...(authorization ? { authorization } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) }
  return { server, ...(proxy ? { proxy } : {}), tls: trusts, headers: others, shows }
}

describe('readKubeconfig', () => {
  const server = 'https://10.0.0.1:6443'
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kubeconfig-test-'))
    for (const name of ['CA', 'CERT', 'KEY', 'TOKEN']) await writeFile(join(folder, name), `${name} of a file\n`)
  })
  after(() => rm(folder, { recursive: true }))

  const file = (name: string) => join(folder, name)
  const cases: [string, () => [object, object], object, object?][] = [
    ['no credentials at all', () => [{ server }, {}], {}],
    ['a token', () => [{ server }, { token: 't' }], { shows: { authorization: 'Bearer t' } }],
    ['an empty proxy-url, which is none', () => [{ server, 'proxy-url': '' }, {}], { server }],
    [
      'a token file, which goes before a token',
      () => [{ server }, { token: 't', tokenFile: file('TOKEN') }],
      { shows: { authorization: 'Bearer TOKEN of a file' } },
    ],
    [
      'the token beside a token file that is not there',
      () => [{ server }, { token: 't', tokenFile: '/nowhere' }],
      { shows: { authorization: 'Bearer t' } },
    ],
    [
      'username and password',
      () => [{ server }, { username: 'me', password: 'pass' }],
      { shows: { authorization: `Basic ${encoded('me:pass')}` } },
    ],
    ['an authority', () => [{ server, 'certificate-authority-data': encoded('CA') }, {}], { tls: { ca: 'CA' } }],
    [
      'an authority in a file',
      () => [{ server, 'certificate-authority': file('CA') }, {}],
      { tls: { ca: 'CA of a file\n' } },
    ],
    [
      'data before a file',
      () => [{ server, 'certificate-authority': '/nowhere', 'certificate-authority-data': encoded('CA') }, {}],
      { tls: { ca: 'CA' } },
    ],
    [
      'a client certificate',
      () => [{ server }, { 'client-certificate-data': encoded('CERT'), 'client-key-data': encoded('KEY') }],
      { shows: { cert: 'CERT', key: 'KEY' } },
    ],
    [
      'a client certificate in files',
      () => [{ server }, { 'client-certificate': file('CERT'), 'client-key': file('KEY') }],
      { shows: { cert: 'CERT of a file\n', key: 'KEY of a file\n' } },
    ],
    [
      'an unverified server',
      () => [{ server, 'insecure-skip-tls-verify': true }, {}],
      { tls: { rejectUnauthorized: false } },
    ],
    ['a server to verify', () => [{ server, 'insecure-skip-tls-verify': false }, {}], {}],
    ['a name for the server', () => [{ server, 'tls-server-name': 'api' }, {}], { tls: { servername: 'api' } }],
    [
      'a proxy, which goes before the environment’s',
      () => [{ server, 'proxy-url': 'http://proxy:1' }, {}],
      { proxy: 'http://proxy:1' },
      { HTTPS_PROXY: 'http://other:2' },
    ],
    ['the environment’s proxy', () => [{ server }, {}], { proxy: 'http://other:2' }, { HTTPS_PROXY: 'other:2' }],
    [
      'no proxy for what NO_PROXY lists',
      () => [{ server }, {}],
      {},
      { HTTPS_PROXY: 'other:2', NO_PROXY: '10.0.0.0/8' },
    ],
    [
      'as whom to act',
      () => [{ server }, { as: 'jane', 'as-uid': '1', 'as-groups': ['a', 'b'], 'as-user-extra': { 'x/y': ['z'] } }],
      {
        headers: {
          'impersonate-user': 'jane',
          'impersonate-uid': '1',
          'impersonate-group': ['a', 'b'],
          'impersonate-extra-x%2Fy': ['z'],
        },
      },
    ],
    ['fields that are empty', () => [{ server, 'proxy-url': null, 'certificate-authority': '' }, { exec: null }], {}],
    ['fields that it does not know', () => [{ server, extensions: [{ name: 'x' }] }, { more: 1 }], {}],
  ]
  for (const [title, parts, expected, env] of cases)
    it(`reads ${title}`, async () => {
      const [cluster, user] = parts()
      const want = { server, tls: {}, headers: {}, shows: {}, ...expected }
      expect(await connection(config(cluster, user), env)).to.deep.equal(want)
    })

  it('reads a token file each time', async () => {
    const tokenFile = file('TOKEN')
    const { authenticate } = readKubeconfig(config({ server }, { tokenFile }), reading)
    await authenticate()
    writeFileSync(tokenFile, 'a newer one')
    expect(await authenticate()).to.deep.equal({ headers: { authorization: 'Bearer a newer one' }, tls: {} })
  })

  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'none' }
  const faults: [string, string, RegExp][] = [
    ['no context', stringify({}), /current-context/],
    ['an unknown context', config({ server }, {}, { 'current-context': 'nowhere' }), /names nowhere .* under contexts/],
    ['an unknown cluster', config({ server }, {}, { clusters: [] }), /names c .* under clusters/],
    ['an unknown user', config({ server }, {}, { users: [] }), /names u .* under users/],
    ['a server that is no URL', config({ server: 'nonsense' }, {}), /clusters\[1\]\.cluster\.server/],
    ['text that is no mapping', 'hello', /not usable/],
    ['an empty file', '', /not usable/],
    ['a certificate without its key', config({ server }, { 'client-certificate-data': 'eA==' }), /no client-key/],
    ['a key without its certificate', config({ server }, { 'client-key-data': 'eA==' }), /no client-certificate/],
    ['an auth-provider', config({ server }, { 'auth-provider': { name: 'gcp' } }), /auth-provider is not supported/],
    ['an old plugin', config({ server }, { exec: { ...exec, apiVersion: 'x/v1alpha1' } }), /exec\.apiVersion/],
    [
      'a plugin that wants a terminal',
      config({ server }, { exec: { ...exec, interactiveMode: 'Always' } }),
      /terminal/,
    ],
    ['a proxy of another kind', config({ server, 'proxy-url': 'ftp://x' }, {}), /proxy-url/],
  ]
  for (const [title, text, message] of faults)
    it(`refuses ${title}`, () => {
      expect(() => readKubeconfig(text, reading)).to.throw(message)
    })

  it('quotes no value in an error', () => {
    for (const text of [
      'users: [{name: u, user: {token: s3cret',
      stringify({ users: [{ name: 'u', user: { token: ['s3cret'] } }] }),
    ])
      expect(() => readKubeconfig(text, reading))
        .to.throw()
        .with.property('message')
        .that.does.not.include('s3cret')
  })
})

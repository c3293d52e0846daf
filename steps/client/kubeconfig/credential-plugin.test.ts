import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { credentialPlugin } from './credential-plugin.ts'
import type { Cluster, ExecSettings } from './schema.ts'

const plugin = join(import.meta.dirname, 'testdata/plugin.mjs')
const apiVersion = 'client.authentication.k8s.io/v1'
const cluster = { server: 'https://c:1', 'certificate-authority-data': 'Q0E=' } as Cluster
const answer = (status: object, version: string = apiVersion) =>
  JSON.stringify({ apiVersion: version, kind: 'ExecCredential', status })

describe('a credential plugin', () => {
  let folder: string
  let log: string
  let clock = Date.UTC(2030, 0, 1)
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plugin-test-'))
    log = join(folder, 'log')
  })
  afterEach(() => rm(folder, { recursive: true }))

  function asked(env: Record<string, string>, more: Partial<ExecSettings> = {}) {
    const variables = { LOG: log, ...env }
    const exec = {
      apiVersion,
      command: process.execPath,
      args: [plugin, 'get-token'],
      env: Object.entries(variables).map(([name, value]) => ({ name, value })),
      ...more,
    } as ExecSettings
    return credentialPlugin({ exec, cluster, env: process.env, now: () => clock, answeredWithin: 20_000 })
  }
  const runs = async () => (await readFile(log, 'utf8')).trim().split('\n')

  for (const version of [apiVersion, 'client.authentication.k8s.io/v1beta1'] as const)
    it(`of ${version} is run with its arguments and told what it is for`, async () => {
      const { current } = asked({ PRINT: answer({ token: 't' }, version) }, { apiVersion: version })
      expect(await current()).to.deep.equal({ authorization: 'Bearer t' })
      expect(JSON.parse((await runs())[0] ?? '')).to.deep.equal({
        args: ['get-token'],
        info: { apiVersion: version, kind: 'ExecCredential', spec: { interactive: false } },
      })
    })

  it('is told the cluster if it wants to be', async () => {
    await asked({ PRINT: answer({ token: 't' }) }, { provideClusterInfo: true }).current()
    expect(JSON.parse((await runs())[0] ?? '').info.spec.cluster).to.deep.equal({
      server: 'https://c:1',
      'certificate-authority-data': 'Q0E=',
      config: null,
    })
  })

  it('may answer a certificate', async () => {
    const status = { clientCertificateData: 'CERT', clientKeyData: 'KEY' }
    expect(await asked({ PRINT: answer(status) }).current()).to.deep.equal({ cert: 'CERT', key: 'KEY' })
  })

  it('runs once for many requests, and again when what it gave has expired', async () => {
    const expirationTimestamp = '2030-01-01T00:10:00Z'
    const { current } = asked({ PRINT: answer({ token: 't', expirationTimestamp }) })
    await Promise.all([current(), current(), current()])
    await current()
    expect(await runs()).to.have.length(1)
    clock += 11 * 60_000
    await Promise.all([current(), current()])
    expect(await runs()).to.have.length(2)
  })

  it('runs again when the server refuses what it gave, but not for ever', async () => {
    const { current, refused } = asked({ PRINT: answer({ token: 't' }) })
    await current()
    expect(refused()).to.equal(true)
    await current()
    expect(await runs()).to.have.length(2)
    expect(refused()).to.equal(false)
  })

  const faults: [string, Record<string, string>, Partial<ExecSettings>, RegExp][] = [
    [
      'is not installed, with the hint where to get it',
      {},
      { command: 'no-such-plugin', installHint: 'get it there' },
      /no-such-plugin is not installed\nget it there/,
    ],
    ['fails, with what it said', { FAIL: 'log in first' }, {}, /ended with 7: log in first/],
    ['prints something else', { PRINT: 'secret' }, {}, /printed no ExecCredential(?!.*secret)/s],
    ['prints no credentials', { PRINT: answer({}) }, {}, /neither a token nor a certificate/],
    ['speaks another version', { PRINT: answer({ token: 't' }, 'x/v2') }, {}, /printed x\/v2/],
  ]
  for (const [title, env, more, message] of faults)
    it(`is named when it ${title}`, async () => {
      const error = await asked(env, more)
        .current()
        .catch((reason: Error) => reason)
      expect(error).to.be.instanceOf(Error).with.property('message').that.matches(message)
    })
})

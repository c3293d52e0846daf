import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { RequestOptions } from 'node:https'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { KubeConfig } from '@kubernetes/client-node'
import { expect } from 'chai'
import { stringify } from 'yaml'
import { startIssuer } from './oidc-testing.ts'
import { kubeconfigFor, withEnvironment } from './testing.ts'

/**
 * What @kubernetes/client-node 2.0.1 lacks, and so why each of our additions exists. A test that fails here after an
 * upgrade is good news: the addition can go, and the test with it.
 */
describe('@kubernetes/client-node', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'client-node-test-'))
  })
  after(() => rm(folder, { recursive: true }))

  function stock(cluster: object, user: object): KubeConfig {
    const config = new KubeConfig()
    config.loadFromString(kubeconfigFor(cluster, user))
    return config
  }

  async function options(config: KubeConfig): Promise<RequestOptions> {
    const applied: RequestOptions = {}
    await config.applyToHTTPSOptions(applied)
    return applied
  }

  const server = 'https://10.0.0.1'
  const base64 = (text: string) => Buffer.from(text).toString('base64')

  describe('runs a credential plugin (credential-plugin.ts)', () => {
    const program = `
      require('node:fs').appendFileSync(process.env.LOG, 'run ')
      console.log(JSON.stringify({ apiVersion: 'other/v1', status: { token: process.env.KUBERNETES_EXEC_INFO ?? 'none' } }))`
    const exec = (name: string, more: object = {}) => ({
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: ['-e', program],
      env: [{ name: 'LOG', value: join(folder, name) }],
      ...more,
    })

    it('without KUBERNETES_EXEC_INFO, and takes an answer of another apiVersion', async () => {
      const user = { exec: exec('info', { provideClusterInfo: true }) }
      expect((await options(stock({ server }, user))).headers).to.deep.equal({ Authorization: 'Bearer none' })
    })

    it('that needs a terminal, though it gives it none', async () => {
      const user = { exec: exec('terminal', { interactiveMode: 'Always' }) }
      expect((await options(stock({ server }, user))).headers).to.deep.equal({ Authorization: 'Bearer none' })
    })

    it('without its installHint where it is not installed', async () => {
      const user = { exec: exec('hint', { command: 'no-such-plugin', installHint: 'get it there' }) }
      const error = await options(stock({ server }, user)).catch((reason: Error) => reason)
      expect((error as Error).message)
        .to.include('ENOENT')
        .and.not.include('get it there')
    })

    it('once for each of the requests that wait for it', async () => {
      const config = stock({ server }, { exec: exec('parallel') })
      await Promise.all([options(config), options(config)])
      expect(await readFile(join(folder, 'parallel'), 'utf8')).to.equal('run run ')
    })
  })

  it('impersonates a name alone, without groups, uid and extra (impersonation.ts)', async () => {
    const user = { as: 'jane', 'as-uid': '1', 'as-groups': ['a'], 'as-user-extra': { x: ['y'] } }
    expect((await options(stock({ server }, user))).headers).to.deep.equal({ 'Impersonate-User': 'jane' })
  })

  it('does not know the field tokenFile (token-file.ts)', async () => {
    await writeFile(join(folder, 'token'), 't')
    expect((await options(stock({ server }, { tokenFile: join(folder, 'token') }))).headers).to.deep.equal({})
  })

  describe('refreshes an OIDC token (oidc.ts)', () => {
    let issuer: Awaited<ReturnType<typeof startIssuer>>
    before(async () => {
      issuer = await startIssuer()
    })
    after(() => issuer.stop())

    it('at no issuer that a kubeconfig can name', async () => {
      const error = await options(stock({ server }, issuer.user(-60))).catch((reason: Error) => reason)
      expect((error as Error).message).to.equal('"server" must be an instance of URL')
    })

    it('at no issuer with a certificate authority of its own', async () => {
      const config = stock({ server }, issuer.user(-60))
      const settings = config.getCurrentUser()?.authProvider.config
      settings['idp-issuer-url'] = new URL(settings['idp-issuer-url'])
      const error = await options(config).catch((reason: Error) => reason)
      expect((error as Error).message).to.equal('"response" must be an instance of Response')
    })
  })

  describe('reads a context (read.ts)', () => {
    it('with files before data', async () => {
      const user = { 'client-certificate': '/nowhere', 'client-certificate-data': base64('CERT') }
      const error = await options(stock({ server }, user)).catch((reason: NodeJS.ErrnoException) => reason)
      expect(error).to.include({ code: 'ENOENT' })
    })

    it('without trust in its authority where it names no user', async () => {
      const config = new KubeConfig()
      config.loadFromOptions({
        clusters: [{ name: 'x', server, caData: base64('CA') }],
        contexts: [{ name: 'x', cluster: 'x' }],
        users: [],
        currentContext: 'x',
      })
      expect((await options(config)).ca).to.equal(undefined)
    })

    it('with the password undefined where there is none', async () => {
      expect((await options(stock({ server }, { username: 'me' }))).auth).to.equal('me:undefined')
    })

    it('and refuses HTTP unless TLS is skipped', async () => {
      const error = await options(stock({ server: 'http://10.0.0.1' }, {})).catch((reason: Error) => reason)
      expect((error as Error).message).to.match(/HTTP protocol is not allowed/)
    })

    it('and sends requests as nobody where it does not exist', async () => {
      const config = stock({ server }, { token: 't' })
      config.setCurrentContext('other')
      expect((await options(config)).headers).to.deep.equal(undefined)
    })
  })

  describe('merges the files of KUBECONFIG (merged-kubeconfig.ts, find.ts)', () => {
    const named = (name: string, more: object = {}) =>
      stringify({
        'current-context': name,
        contexts: [{ name, context: { cluster: name, user: name } }],
        clusters: [{ name, cluster: { server: `https://${name}` } }],
        users: [{ name, user: { tokenFile: 'token', exec: { command: './plugin' } } }],
        ...more,
      })
    async function merged(...texts: (string | undefined)[]): Promise<KubeConfig> {
      const files = texts.map((_, at) => join(folder, `${at}.yaml`))
      await Promise.all(files.map((file, at) => (texts[at] ? writeFile(file, texts[at]) : rm(file, { force: true }))))
      const config = new KubeConfig()
      await withEnvironment({ KUBECONFIG: files.join(delimiter) }, () => config.loadFromDefault())
      return config
    }
    const failure = (work: Promise<unknown>) => work.catch((reason: NodeJS.ErrnoException) => reason)

    it('and fails where one does not exist', async () => {
      expect(await failure(merged(named('a'), undefined))).to.include({ code: 'ENOENT' })
    })

    it('and fails where two name the same cluster', async () => {
      expect(await failure(merged(named('a'), named('a')))).to.match(/Duplicate cluster: a/)
    })

    it('and takes the last current-context', async () => {
      expect((await merged(named('a'), named('b'))).getCurrentContext()).to.equal('b')
    })

    it('and leaves the path of a plugin relative, and fields that it does not know out', async () => {
      const { users } = JSON.parse((await merged(named('a'))).exportConfig())
      expect(users[0].user).to.deep.equal({ exec: { command: './plugin' } })
    })

    it('and quotes a line that is not YAML, which may be a secret', async () => {
      expect(await failure(merged('users: [{token: s3cret')))
        .to.have.property('message')
        .that.includes('s3cret')
    })

    it('and falls back on localhost where there is nothing', async () => {
      const config = new KubeConfig()
      await withEnvironment({ KUBECONFIG: '', HOME: folder }, () => config.loadFromDefault())
      expect(config.getCurrentCluster()?.server).to.equal('http://localhost:8080')
    })
  })
})

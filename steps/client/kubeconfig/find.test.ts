import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { parse, stringify } from 'yaml'
import { findKubeconfig, type LookupOptions } from './find.ts'
import { withEnvironment } from './testing.ts'

/** A file with one context of that name; its cluster is called c, whatever the name. */
const one = (name: string, more: object = {}) =>
  stringify({
    'current-context': name,
    contexts: [{ name, context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server: `https://${name}:1`, 'certificate-authority': 'pki/ca.crt' } }],
    users: [{ name: 'u', user: { 'client-key': '/abs/key', exec: { command: './plugin' } } }],
    ...more,
  })

describe('findKubeconfig', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'find-test-'))
    await mkdir(join(folder, '.kube'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const put = (name: string, text: string) => writeFile(join(folder, name), text)
  const list = (...names: string[]) => names.map((name) => join(folder, name)).join(':')
  const find = (where: LookupOptions, env: Record<string, string> = {}) =>
    findKubeconfig(where, { env, home: folder, root: '/pod' })
  async function server(where: LookupOptions, env: Record<string, string> = {}) {
    const { text, context } = await find(where, env)
    return [context, parse(text).clusters[0].cluster.server]
  }

  it('takes the file named before KUBECONFIG, and this before the one at home', async () => {
    await Promise.all([put('named', one('named')), put('listed', one('listed')), put('.kube/config', one('home'))])
    const env = { KUBECONFIG: list('listed') }
    expect(await server({ kubeconfig: join(folder, 'named') }, env)).to.deep.equal(['named', 'https://named:1'])
    expect(await server({}, env)).to.deep.equal(['listed', 'https://listed:1'])
    expect(await server({})).to.deep.equal(['home', 'https://home:1'])
  })

  it('merges the files of KUBECONFIG: the first of a name counts, those that are not there are left out', async () => {
    await Promise.all([put('a', one('a', { 'current-context': '' })), put('b', one('b'))])
    const env = { KUBECONFIG: list('none', 'a', 'b') }
    expect(await server({}, env)).to.deep.equal(['b', 'https://a:1'])
    expect(await server({ context: 'a' }, env)).to.deep.equal(['a', 'https://a:1'])
  })

  it('makes paths absolute, from the file that holds them', async () => {
    await put('.kube/config', one('home'))
    const { clusters, users } = parse((await find({})).text)
    expect(clusters[0].cluster['certificate-authority']).to.equal(join(folder, '.kube/pki/ca.crt'))
    expect(users[0].user).to.deep.equal({ 'client-key': '/abs/key', exec: { command: join(folder, '.kube/plugin') } })
  })

  it('keeps one context only: the rest may be secret', async () => {
    await put('.kube/config', one('home', { users: [{ name: 'x', user: { token: 's3cret' } }] }))
    expect((await find({})).text).not.to.include('s3cret')
  })

  it('takes the service account of its Pod where there is no file', async () => {
    const env = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '6443' }
    const { text, context } = await withEnvironment(env, () => find({}, env))
    const folderOfPod = '/pod/var/run/secrets/kubernetes.io/serviceaccount'
    const { clusters, users } = parse(text)
    expect(context).to.equal('in-cluster')
    expect(clusters[0].cluster).to.deep.equal({
      server: 'https://[fd00::1]:6443',
      'certificate-authority': `${folderOfPod}/ca.crt`,
      'insecure-skip-tls-verify': false,
    })
    expect(users[0].user).to.deep.equal({ tokenFile: `${folderOfPod}/token` })
  })

  const faults: [string, LookupOptions, string, RegExp][] = [
    ['a file that is not there', { kubeconfig: '/no/file' }, one('a'), /\/no\/file does not exist/],
    ['a folder', { kubeconfig: tmpdir() }, one('a'), new RegExp(`${tmpdir()} is a folder`)],
    ['a context that is not there', { context: 'b' }, one('a'), /there is no context b in .*config \(there are a\)/],
    ['no context', {}, one('a', { 'current-context': null }), /no context is current .*--context \(there are a\)/],
    ['a file that is no kubeconfig', {}, 'contexts: 1', /config is not usable.*contexts/s],
  ]
  for (const [title, where, text, message] of faults)
    it(`says so of ${title}`, async () => {
      await put('.kube/config', text)
      const error = await find(where).catch((reason: Error) => reason)
      expect(error).to.be.instanceOf(Error).with.property('message').that.matches(message)
    })

  it('knows no other context in a Pod', async () => {
    const error = await find({ context: 'b' }, { KUBERNETES_SERVICE_HOST: '10.0.0.1' }).catch((reason: Error) => reason)
    expect((error as Error).message).to.match(/there is no context b.*service account/)
  })

  it('says where it looked when there is nothing', async () => {
    const error = await find({}).catch((reason: Error) => reason)
    expect((error as Error).message).to.match(/\.kube\/config does not exist and this is no Pod.*--kubeconfig/)
  })
})

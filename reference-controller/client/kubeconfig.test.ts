import { describe, it } from 'node:test'
import { expect } from 'chai'
import { readKubeconfig } from './kubeconfig.ts'

function config(cluster: string, user = '{token: secret}'): string {
  return `
current-context: here
contexts: [{name: here, context: {cluster: c, user: u}}]
clusters: [{name: c, cluster: ${cluster}}]
users: [{name: u, user: ${user}}]
`
}

describe('readKubeconfig', () => {
  it('reads a server and a token', () => {
    const access = readKubeconfig(config('{server: "http://127.0.0.1:1234/"}'))
    expect(access).to.deep.equal({ server: 'http://127.0.0.1:1234', token: 'secret', verify: true })
  })

  it('reads certificates from data, and a wish not to verify', () => {
    const data = Buffer.from('PEM').toString('base64')
    const user = `{client-certificate-data: ${data}, client-key-data: ${data}}`
    const cluster = `{server: "https://h", certificate-authority-data: ${data}, insecure-skip-tls-verify: true}`
    expect(readKubeconfig(config(cluster, user))).to.deep.equal({
      server: 'https://h',
      ca: 'PEM',
      cert: 'PEM',
      key: 'PEM',
      verify: false,
    })
  })

  const broken: [string, string, RegExp][] = [
    ['no mapping', 'nonsense', /a kubeconfig to be a mapping, found "nonsense"/],
    ['no current context', '{contexts: []}', /current-context to be a text, found undefined/],
    ['an unknown context', '{current-context: x, contexts: [null]}', /an entry named "x" in contexts/],
    ['no server', config('{}'), /cluster.server to be a text/],
    ['a plugin', config('{server: "http://h"}', '{exec: {command: aws}}'), /logs in by a plugin/],
  ]
  for (const [what, text, error] of broken) {
    it(`explains ${what}`, () => {
      expect(() => readKubeconfig(text)).to.throw(error)
    })
  }
})

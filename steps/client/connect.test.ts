import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, connect as connectSocket, type Socket } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { TLSSocket } from 'node:tls'
import { expect } from 'chai'
import { connectByKubeconfig } from './index.ts'
import { kubeconfigFor, pem } from './kubeconfig/testing.ts'

/** Certificates of an authority that nobody else knows, for cluster.test: made once, valid for a century. */
const testdata = join(import.meta.dirname, 'kubeconfig/testdata')
const path = (name: string) => join(testdata, name)

interface Heard {
  client: string | undefined
  authorization: string | undefined
  groups: string[] | undefined
}

describe('connectByKubeconfig', () => {
  let tunnelled: string[] = []
  let tokens: string[] | undefined
  const server = createServer(
    {
      key: pem('server.key'),
      cert: pem('server.crt'),
      ca: pem('ca.crt'),
      requestCert: true,
      rejectUnauthorized: false,
    },
    (request, response) => {
      const { authorization } = request.headers
      const groups = request.headersDistinct['impersonate-group']
      const client = (request.socket as TLSSocket).getPeerCertificate().subject?.CN as string | undefined
      const code = tokens && !tokens.includes(authorization ?? '') ? 401 : 200
      response
        .writeHead(code, { 'content-type': 'application/json' })
        .end(JSON.stringify({ client, authorization, groups }))
    },
  )
  const proxy = createHttpServer().on('connect', (request, socket, head) => {
    tunnelled.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim())
    const [, port] = (request.url ?? '').split(':')
    const onward = connectSocket(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.write(head)
      onward.pipe(socket).pipe(onward)
    })
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
  })
  const listening: Server[] = [server as unknown as Server, proxy]
  // A tunnel is no longer a connection of its proxy: the server would not close it.
  const sockets = new Set<Socket>()
  for (const one of listening) one.on('connection', (socket: Socket) => sockets.add(socket))
  const portOf = (one: Server | typeof server) => (one.address() as AddressInfo).port
  before(() => Promise.all(listening.map((one) => new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve)))))
  after(() => {
    for (const one of listening) one.close()
    for (const socket of sockets) socket.destroy()
  })

  async function heard(cluster: object, user: object = {}): Promise<Heard | string> {
    const kubeconfig = kubeconfigFor({ server: `https://127.0.0.1:${portOf(server)}`, ...cluster }, user)
    const api = await connectByKubeconfig(kubeconfig, { userAgent: () => 'test', answeredWithin: 10_000 })
    try {
      return await api.ask<Heard>('GET', '/version')
    } catch (error) {
      return `${(error as NodeJS.ErrnoException).code}`
    } finally {
      await api.close()
    }
  }

  // undici takes a second one while the first is on its way back into the pool.
  it('sends all requests of one identity over two connections at most', async () => {
    const cluster = { ...trusted, server: `https://127.0.0.1:${portOf(server)}` }
    const clientOptions = { userAgent: () => 'test', answeredWithin: 10_000 }
    const api = await connectByKubeconfig(kubeconfigFor(cluster, { token: 't' }), clientOptions)
    const before = sockets.size
    for (let times = 0; times < 20; times++) await api.ask('GET', '/version')
    expect(sockets.size - before).to.be.within(1, 2)
    await api.close()
  })

  it('names each group that it impersonates', async () => {
    const user = { as: 'jane', 'as-groups': ['a', 'b'] }
    expect(await heard(trusted, user)).to.deep.equal({ groups: ['a', 'b'] })
  })

  const trusted = { 'certificate-authority': path('ca.crt'), 'tls-server-name': 'cluster.test' }
  it('trusts the authority that the kubeconfig names, and no other', async () => {
    expect(await heard(trusted)).to.deep.equal({})
    expect(await heard({ 'tls-server-name': 'cluster.test' })).to.match(/SELF_SIGNED|UNABLE_TO/)
  })

  it('holds the server to its name', async () => {
    expect(await heard({ ...trusted, 'tls-server-name': 'other.test' })).to.equal('ERR_TLS_CERT_ALTNAME_INVALID')
  })

  it('trusts anybody if it is told to', async () => {
    expect(await heard({ 'insecure-skip-tls-verify': true })).to.deep.equal({})
  })

  it('shows a client certificate', async () => {
    const user = { 'client-certificate': path('client.crt'), 'client-key': path('client.key') }
    expect(await heard(trusted, user)).to.deep.equal({ client: 'client' })
  })

  it('goes through a proxy, and shows its certificate to the server behind it', async () => {
    tunnelled = []
    const user = { 'client-certificate': path('client.crt'), 'client-key': path('client.key') }
    const through = { ...trusted, 'proxy-url': `http://me:pass@127.0.0.1:${portOf(proxy)}` }
    expect(await heard(through, user)).to.deep.equal({ client: 'client' })
    const basic = Buffer.from('me:pass').toString('base64')
    expect(tunnelled).to.deep.equal([`127.0.0.1:${portOf(server)} Basic ${basic}`])
  })

  it('shows a certificate that a plugin gave', async () => {
    const status = { clientCertificateData: pem('client.crt'), clientKeyData: pem('client.key') }
    expect(await heard(trusted, { exec: plugin(JSON.stringify(credential(status))) })).to.deep.equal({
      client: 'client',
    })
  })

  it('asks a plugin again when the server refuses its token, and then gives up', async () => {
    tokens = ['Bearer other']
    expect(await heard(trusted, { exec: plugin(JSON.stringify(credential({ token: 't' }))) })).to.equal('401')
    tokens = undefined
  })
})

const credential = (status: object) => ({
  apiVersion: 'client.authentication.k8s.io/v1',
  kind: 'ExecCredential',
  status,
})

const plugin = (print: string) => ({
  apiVersion: 'client.authentication.k8s.io/v1',
  command: process.execPath,
  args: [path('plugin.mjs')],
  env: [{ name: 'PRINT', value: print }],
})

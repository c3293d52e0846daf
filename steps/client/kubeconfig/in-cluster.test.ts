import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { connectByKubeconfig } from '../index.ts'
import { findKubeconfig } from './find.ts'
import { pem, withEnvironment } from './testing.ts'

describe('in a Pod', () => {
  let root: string
  const server = createServer({ key: pem('issuer.key'), cert: pem('issuer.crt') }, (request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(request.headers.authorization)),
  )
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'pod-test-'))
    const folder = join(root, 'var/run/secrets/kubernetes.io/serviceaccount')
    await mkdir(folder, { recursive: true })
    await copyFile(join(import.meta.dirname, 'testdata/issuer.crt'), join(folder, 'ca.crt'))
    await writeFile(join(folder, 'token'), 'of-the-pod\n')
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  after(async () => {
    server.close()
    await rm(root, { recursive: true })
  })

  it('requests show the token of the service account to a server whose certificate its authority has signed', async () => {
    const { port } = server.address() as AddressInfo
    const env = { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: String(port) }
    const { text } = await withEnvironment(env, () => findKubeconfig({}, { env, home: root, root }))
    const api = await connectByKubeconfig(text, { userAgent: () => 'test', answeredWithin: 10_000 })
    try {
      expect(await api.ask('GET', '/version')).to.equal('Bearer of-the-pod')
    } finally {
      await api.close()
    }
  })
})

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ApiClient, connect } from './api-client.ts'

export interface Asked {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: string
}

export type Answer = (asked: Asked, response: ServerResponse) => void

/** A server for tests: answers by a function and remembers what it was asked. */
export async function startFixtureServer(answer: Answer) {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const one = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') }
      asked.push(one)
      response.setHeader('content-type', 'application/json')
      answer(one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const kubeconfig = JSON.stringify({
    'current-context': 'c',
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'c' } }],
    clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: 'c', user: { token: 't0ken' } }],
  })
  const client: ApiClient = connect(kubeconfig, { userAgent: 'a-test' })
  return {
    asked,
    client,
    async stop() {
      await client.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

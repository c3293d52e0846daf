import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/** Free ports of the loopback address. All are held until all are known, so that no two are the same. */
export async function freePorts<const Names extends readonly string[]>(
  ...names: Names
): Promise<Record<Names[number], number>> {
  const servers = await Promise.all(names.map(listenAnywhere))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))))
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as Record<Names[number], number>
}

async function listenAnywhere() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** Whether a program died because another took its port between the choice and the use: the one reason to try again. */
export const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && /address already in use/.test(error.message)

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

const ATTEMPTS = 3

/** Starts programs on free ports, and starts them again if one died because another program was faster to take its port. */
export async function withFreePorts<T>(start: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start()
    } catch (error) {
      if (attempt === ATTEMPTS || !isPortTaken(error)) throw error
    }
  }
}

const isPortTaken = (error: unknown): boolean => error instanceof Error && /address already in use/.test(error.message)

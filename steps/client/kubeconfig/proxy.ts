import { BlockList, isIP } from 'node:net'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy of the environment for a server, by the rules that kubectl has from Go: loopback is reached directly, and so
 * is what NO_PROXY lists (hosts, domains with all below them, addresses, ranges of addresses, `*`).
 * @see https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config
 */
export function proxyFor(server: URL, env: Environment): string | undefined {
  const setting = (name: string) => env[name] || env[name.toLowerCase()]
  const proxy = setting(server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY')
  if (!proxy) return undefined
  const host = server.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const port = server.port || (server.protocol === 'https:' ? '443' : '80')
  const exempt = (setting('NO_PROXY') ?? '').split(',').map((entry) => entry.trim().toLowerCase())
  if (isLoopback(host) || exempt.some((entry) => covers(entry, host, port))) return undefined
  return proxy.includes('://') ? proxy : `http://${proxy}`
}

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === '') return false
  if (entry === '*') return true
  if (entry.includes('/')) return inRange(entry, host)
  const [, name = entry, entryPort] = /^\[?(.+?)\]?:(\d+)$/.exec(isIP(entry) ? '' : entry) ?? []
  if (entryPort && entryPort !== port) return false
  const domain = name.replace(/^\*?\./, '')
  // A leading dot means what is below the domain only.
  return (host === name && !name.startsWith('.')) || host.endsWith(`.${domain}`)
}

function inRange(entry: string, host: string): boolean {
  const [network = '', length] = entry.split('/')
  if (!isIP(host) || !isIP(network)) return false
  const range = new BlockList()
  range.addSubnet(network, Number(length), family(network))
  return range.check(host, family(host))
}

import { isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'

/** The certificate and key of a server, and the authority that its clients must trust; all PEM. */
export interface Certificate {
  key: string
  /** The server's own certificate. */
  cert: string
  /** The certificate of the authority that signed it. */
  ca: string
}

/** A certificate for this machine's names, signed by an authority that exists for this one signature. */
export async function freshCertificate(host: string): Promise<Certificate> {
  // Loaded only when needed: loopback needs no TLS.
  const { generate } = await import('selfsigned')
  const authority = await generate([{ name: 'commonName', value: 'embedded-ca' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  const server = await generate([{ name: 'commonName', value: 'embedded-apiserver' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: alternativeNames(host) },
    ],
  })
  return { key: server.private, cert: server.cert, ca: authority.cert }
}

const CLUSTER_NAMES = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc']

function alternativeNames(host: string) {
  const names = new Set(['localhost', hostname(), ...CLUSTER_NAMES, '127.0.0.1', '::1', ...addressesBehind(host)])
  return [...names].map((name) => (isIP(name) ? ({ type: 7, ip: name } as const) : ({ type: 2, value: name } as const)))
}

/** A server that listens on all addresses is reached under each address of the machine. */
function addressesBehind(host: string): string[] {
  return isEverywhere(host) ? externalAddresses() : [host]
}

function externalAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, scopeid }) => !internal && !scopeid)
    .map(({ address }) => address)
}

/** The host name for the URL of a server that listens on that host. */
export function reachableHost(host: string): string {
  const name = isEverywhere(host) ? (externalAddresses()[0] ?? '127.0.0.1') : host
  return isIP(name) === 6 ? `[${name}]` : name
}

/** True if only this machine can reach the host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

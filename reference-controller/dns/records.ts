import { isIPv6 } from 'node:net'
import type { Endpoint, EndpointSlice, Service } from '../client/objects.ts'
import type { Record } from './record.ts'
import { reverseName } from './reverse-name.ts'

/** A Service and its EndpointSlices. */
export interface Backed {
  readonly service: Service
  readonly slices: readonly EndpointSlice[]
}

/** The records of a Service below a cluster domain. */
export type RecordsOf = (backed: Backed, domain: string) => Record[]

interface Published {
  readonly hostname: string
  readonly address: string
  readonly slice: EndpointSlice
}

/**
 * The records that the Kubernetes DNS specification (kubernetes/dns, docs/specification.md, 1.1.0) requires for a
 * Service, and no others: a server may publish more, and CoreDNS does.
 */
export const recordsOf: RecordsOf = ({ service, slices }, domain) => {
  const { name, namespace = '' } = service.metadata
  const owner = `${name}.${namespace}.svc.${domain}`.toLowerCase()
  const { type, externalName, clusterIP, clusterIPs } = service.spec
  if (type === 'ExternalName') return externalName ? [{ name: owner, type: 'CNAME', data: host(externalName) }] : []
  if (clusterIP === 'None') return distinct(slices.flatMap((slice) => headless(owner, slice)))
  return virtual(owner, service, clusterIPs ?? (clusterIP ? [clusterIP] : []))
}

/** The records of a Service with addresses of its own. */
function virtual(owner: string, { spec }: Service, addresses: readonly string[]): Record[] {
  const ports = addresses.length > 0 ? (spec.ports ?? []) : []
  return [
    ...addresses.flatMap((address) => [addressRecord(owner, address), pointer(address, owner)]),
    ...ports.flatMap(({ name, protocol, port }) =>
      name ? [srv(owner, { name, protocol }, { port, target: owner })] : [],
    ),
  ]
}

/** The records that a slice of a headless Service gives. */
function headless(owner: string, slice: EndpointSlice): Record[] {
  return (slice.endpoints ?? []).filter(isReady).flatMap((endpoint) =>
    endpoint.addresses.flatMap((address) => {
      return ofEndpoint(owner, { slice, address, hostname: endpoint.hostname ?? systemHostname(address) })
    }),
  )
}

function ofEndpoint(owner: string, { hostname, address, slice }: Published): Record[] {
  if (slice.addressType === 'FQDN') return []
  const target = `${hostname}.${owner}`.toLowerCase()
  return [
    addressRecord(owner, address),
    addressRecord(target, address),
    pointer(address, target),
    ...(slice.ports ?? []).flatMap(({ name, protocol, port }) =>
      name && port ? [srv(owner, { name, protocol }, { port, target })] : [],
    ),
  ]
}

/** An unknown condition counts as ready (discovery.k8s.io/v1, EndpointConditions). */
const isReady = ({ conditions }: Endpoint): boolean => conditions?.ready !== false

/** The specification leaves the form open; this is that of CoreDNS. */
const systemHostname = (address: string): string => address.replaceAll(/[.:]/g, '-')

const host = (name: string): string => name.toLowerCase().replace(/\.$/, '')

function addressRecord(name: string, address: string): Record {
  return { name, type: isIPv6(address) ? 'AAAA' : 'A', data: address }
}

const pointer = (address: string, target: string): Record => ({ name: reverseName(address), type: 'PTR', data: target })

interface NamedPort {
  readonly name: string
  readonly protocol: string | undefined
}

function srv(
  owner: string,
  { name, protocol = 'TCP' }: NamedPort,
  { port, target }: { port: number; target: string },
): Record {
  // Neither priority nor weight is prescribed: none of the targets is better than the others.
  return {
    name: `_${name}._${protocol}.${owner}`.toLowerCase(),
    type: 'SRV',
    data: { priority: 0, weight: 100, port, target },
  }
}

/** Two slices may list the same endpoint while it moves from one to the other. */
function distinct(records: readonly Record[]): Record[] {
  return [...new Map(records.map((record) => [JSON.stringify(record), record])).values()]
}

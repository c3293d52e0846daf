import { isIP } from 'node:net'
import type { KubeObject, StatusCause } from '../definition.ts'
import { loopbackProblems } from '../services/addresses.ts'
import { duplicate, invalid, notSupported, problems, required } from '../shared/field-errors.ts'
import { dnsLabelProblems, dnsSubdomainProblems, ipProblems } from '../shared/names.ts'

export interface EndpointSlice extends KubeObject {
  addressType?: string
  endpoints?: Endpoint[] | null
  ports?: { name?: string; protocol?: string }[] | null
}

interface Endpoint {
  addresses?: string[] | null
  hostname?: string
  nodeName?: string
}

const TYPES = ['FQDN', 'IPv4', 'IPv6']
const PROTOCOLS = ['SCTP', 'TCP', 'UDP']

export function validateEndpointSlice({ addressType, endpoints, ports }: EndpointSlice): StatusCause[] {
  return [
    ...validateType(addressType),
    ...(endpoints ?? []).flatMap((endpoint, index) => validateEndpoint(endpoint, addressType, `endpoints[${index}]`)),
    ...validatePorts(ports ?? []),
  ]
}

function validateType(type: string | undefined): StatusCause[] {
  if (!type) return [required('addressType')]
  return TYPES.includes(type) ? [] : [notSupported('addressType', type, TYPES)]
}

function validateEndpoint(endpoint: Endpoint, type: string | undefined, field: string): StatusCause[] {
  const { hostname, nodeName } = endpoint
  const addresses = endpoint.addresses ?? []
  return [
    ...(addresses.length > 0 ? [] : [required(`${field}.addresses`, 'must contain at least 1 address')]),
    ...addresses.flatMap((address, index) => validateAddress(address, type, { field, index })),
    ...(nodeName ? problems(`${field}.nodeName`, nodeName, dnsSubdomainProblems(nodeName)) : []),
    ...(hostname ? problems(`${field}.hostname`, hostname, dnsLabelProblems(hostname)) : []),
  ]
}

function validateAddress(
  address: string,
  type: string | undefined,
  { field, index }: { field: string; index: number },
): StatusCause[] {
  const at = `${field}.addresses[${index}]`
  if (type === 'FQDN') return problems(at, address, dnsSubdomainProblems(address))
  if (type !== 'IPv4' && type !== 'IPv6') return []
  if (!isIP(address)) return problems(at, address, ipProblems(address))
  // Of the wrong family, kube-apiserver names the list.
  if (`IPv${isIP(address)}` !== type) return [invalid(`${field}.addresses`, address, `must be an ${type} address`)]
  return problems(at, address, loopbackProblems(address))
}

function validatePorts(ports: { name?: string; protocol?: string }[]): StatusCause[] {
  const names = ports.map(({ name = '' }) => name)
  return ports.flatMap(({ protocol = 'TCP' }, index) => {
    const name = names[index] ?? ''
    return [
      ...(name ? problems(`ports[${index}].name`, name, dnsLabelProblems(name)) : []),
      ...(names.indexOf(name) < index ? [duplicate(`ports[${index}].name`, name)] : []),
      ...(PROTOCOLS.includes(protocol) ? [] : [notSupported(`ports[${index}].protocol`, protocol, PROTOCOLS)]),
    ]
  })
}

import type { StatusCause } from '../definition.ts'
import { duplicate, invalid, notSupported, oneOf, problems, required } from '../shared/field-errors.ts'
import { validateLabels } from '../shared/labels.ts'
import { dnsLabelProblems, portNameProblems, portNumberProblems } from '../shared/names.ts'
import type { Service, ServicePort, ServiceSpec } from './types.ts'

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']

export function validateService({ spec }: Service): StatusCause[] {
  const { ports = [], clusterIP = '', selector } = spec
  const needsPorts = ports.length === 0 && clusterIP !== 'None' && spec.type !== 'ExternalName'
  return [
    ...(needsPorts ? [required('spec.ports')] : []),
    ...validateType(spec),
    ...validateLabels(selector, 'spec.selector'),
    ...oneOf('spec.sessionAffinity', spec.sessionAffinity, ['ClientIP', 'None']),
    ...validatePorts(ports),
  ]
}

export function validateServiceUpdate(service: Service, old: Service): StatusCause[] {
  const found = validateService(service)
  const { type, clusterIP } = service.spec
  const fixed = type !== 'ExternalName' && old.spec.type !== 'ExternalName' && old.spec.clusterIP
  if (!fixed || clusterIP === old.spec.clusterIP) return found
  // Both spellings of the address are fixed, and each is reported.
  const detail = 'may not change once set'
  return [invalid('spec.clusterIPs[0]', service.spec.clusterIPs?.[0] ?? clusterIP, detail), ...found]
}

function validateType({ type, externalName }: ServiceSpec): StatusCause[] {
  if (!TYPES.includes(type ?? '')) return [notSupported('spec.type', type, TYPES)]
  return type === 'ExternalName' && !externalName ? [required('spec.externalName')] : []
}

function validatePorts(ports: ServicePort[]): StatusCause[] {
  const names = new Set<string>()
  const addresses = new Set<string>()
  return ports.flatMap((port, index) => {
    const field = `spec.ports[${index}]`
    const address = `${port.protocol}/${port.port}`
    const repeated = [
      ...(port.name && names.has(port.name) ? [duplicate(`${field}.name`, port.name)] : []),
      ...(addresses.has(address) ? [duplicate(field, { port: port.port, protocol: port.protocol })] : []),
    ]
    names.add(port.name ?? '')
    addresses.add(address)
    return [...validatePort(port, field, ports.length > 1), ...repeated]
  })
}

function validatePort(port: ServicePort, field: string, named: boolean): StatusCause[] {
  const { name, targetPort = port.port } = port
  const target = typeof targetPort === 'number' ? portNumberProblems(targetPort) : portNameProblems(targetPort)
  return [
    ...(named && !name ? [required(`${field}.name`)] : []),
    ...(name ? problems(`${field}.name`, name, dnsLabelProblems(name)) : []),
    ...problems(`${field}.port`, port.port ?? 0, portNumberProblems(port.port ?? 0)),
    ...oneOf(`${field}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP']),
    ...problems(`${field}.targetPort`, targetPort, target),
  ]
}

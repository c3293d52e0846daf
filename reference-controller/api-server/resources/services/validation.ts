import type { StatusCause } from '../definition.ts'
import { duplicate, forbidden, invalid, notSupported, oneOf, problems, required } from '../shared/field-errors.ts'
import { validateLabels } from '../shared/labels.ts'
import {
  dnsLabelProblems,
  dnsSubdomainProblems,
  labelKeyProblems,
  portNameProblems,
  portNumberProblems,
} from '../shared/names.ts'
import { validateAddresses, validateExternalIps } from './addresses.ts'
import { validateTraffic } from './traffic.ts'
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
    ...validateAddresses(spec),
    ...validatePorts(ports),
    ...validateNodePorts(spec),
    ...validateExternalIps(spec.externalIPs ?? []),
    ...validateTraffic(spec),
  ]
}

export function validateServiceUpdate(service: Service, old: Service): StatusCause[] {
  const found = validateService(service)
  const { type, clusterIP } = service.spec
  const fixed = type !== 'ExternalName' && old.spec.type !== 'ExternalName' && old.spec.clusterIP
  if (!fixed || clusterIP === old.spec.clusterIP) return found
  return [invalid('spec.clusterIPs[0]', service.spec.clusterIPs ?? [clusterIP], 'may not change once set'), ...found]
}

function validateType({ type, externalName }: ServiceSpec): StatusCause[] {
  if (!TYPES.includes(type ?? '')) return [notSupported('spec.type', type, TYPES)]
  if (type !== 'ExternalName') return []
  const field = 'spec.externalName'
  return externalName ? problems(field, externalName, dnsSubdomainProblems(externalName)) : [required(field)]
}

function validatePorts(ports: ServicePort[]): StatusCause[] {
  const names = new Set<string>()
  const named = ports.flatMap((port, index) => {
    const repeated = port.name !== undefined && names.has(port.name)
    names.add(port.name ?? '')
    return validatePort(port, `spec.ports[${index}]`, { required: ports.length > 1, repeated })
  })
  return [...named, ...sharedPorts(ports)]
}

function sharedPorts(ports: ServicePort[]): StatusCause[] {
  const taken = new Set<string>()
  return ports.flatMap(({ port, protocol = 'TCP' }, index) => {
    const address = `${protocol}/${port}`
    const repeated = taken.has(address)
    taken.add(address)
    return repeated ? [duplicate(`spec.ports[${index}]`, goValue({ port, protocol }))] : []
  })
}

/** As the server's own struct prints what it has compared. */
const goValue = ({ port, protocol }: { port: number; protocol: string }) => ({
  Name: '',
  Protocol: protocol,
  AppProtocol: null,
  Port: port,
  TargetPort: 0,
  NodePort: 0,
})

function validateNodePorts({ type, ports = [] }: ServiceSpec): StatusCause[] {
  if (type !== 'ClusterIP') return []
  return ports.flatMap(({ nodePort }, index) =>
    nodePort ? [forbidden(`spec.ports[${index}].nodePort`, "may not be used when `type` is 'ClusterIP'")] : [],
  )
}

/** Only a load balancer has addresses to tell. */
export function validateServiceStatus({ spec, status }: Service): StatusCause[] {
  if (spec.type === 'LoadBalancer' || !status?.loadBalancer?.ingress?.length) return []
  return [forbidden('status.loadBalancer.ingress', "may only be used when `spec.type` is 'LoadBalancer'")]
}

function validatePort(port: ServicePort, field: string, name: { required: boolean; repeated: boolean }): StatusCause[] {
  const { targetPort = port.port, port: number = 0 } = port
  const target = typeof targetPort === 'number' ? portNumberProblems(targetPort) : portNameProblems(targetPort)
  return [
    ...(name.required && !port.name ? [required(`${field}.name`)] : []),
    ...(port.name ? problems(`${field}.name`, port.name, dnsLabelProblems(port.name)) : []),
    ...(name.repeated ? [duplicate(`${field}.name`, port.name)] : []),
    ...problems(`${field}.port`, number, portNumberProblems(number)),
    ...oneOf(`${field}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP']),
    ...problems(`${field}.targetPort`, targetPort, target),
    ...(port.appProtocol === undefined
      ? []
      : problems(`${field}.appProtocol`, port.appProtocol, labelKeyProblems(port.appProtocol))),
  ]
}

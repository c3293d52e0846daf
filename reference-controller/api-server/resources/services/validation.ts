import type { StatusCause } from '../definition.ts'
import { duplicate, invalid, oneOf, problems, required } from '../shared/field-errors.ts'
import { validateLabels } from '../shared/labels.ts'
import { dnsLabelProblems, portNumberProblems } from '../shared/names.ts'
import type { Service, ServicePort } from './types.ts'

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']

export function validateService({ spec }: Service): StatusCause[] {
  const { ports = [], clusterIP = '', selector } = spec
  const needsPorts = ports.length === 0 && clusterIP !== 'None' && spec.type !== 'ExternalName'
  return [
    ...(needsPorts ? [required('spec.ports')] : []),
    ...oneOf('spec.type', spec.type, TYPES),
    ...validateLabels(selector, 'spec.selector'),
    ...ports.flatMap((port, index) => validatePort(port, ports, `spec.ports[${index}]`)),
  ]
}

function validatePort(port: ServicePort, ports: ServicePort[], field: string): StatusCause[] {
  const { name, port: number, protocol } = port
  const first = ports.find((other) => other.name === name)
  return [
    ...(ports.length > 1 && !name ? [required(`${field}.name`)] : []),
    ...(name ? problems(`${field}.name`, name, dnsLabelProblems(name)) : []),
    ...(name && first !== port ? [duplicate(`${field}.name`, name)] : []),
    ...problems(`${field}.port`, number, portNumberProblems(number)),
    ...oneOf(`${field}.protocol`, protocol, ['SCTP', 'TCP', 'UDP']),
  ]
}

/** A Service keeps its cluster IP. */
export function validateServiceUpdate(service: Service, old: Service): StatusCause[] {
  const { type, clusterIP, clusterIPs } = service.spec
  const fixed = type !== 'ExternalName' && old.spec.type !== 'ExternalName' && old.spec.clusterIP
  const changed = fixed && clusterIP !== old.spec.clusterIP
  return [
    ...(changed ? [invalid('spec.clusterIPs[0]', clusterIPs ?? [clusterIP], 'may not change once set')] : []),
    ...validateService(service),
  ]
}

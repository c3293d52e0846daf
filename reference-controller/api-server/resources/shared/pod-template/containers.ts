import { compareQuantities } from '../../../../quantity.ts'
import type { StatusCause } from '../../definition.ts'
import { duplicate, invalid, notFound, notSupported, oneOf, problems, required } from '../field-errors.ts'
import { dnsLabelProblems, portNameProblems, portNumberProblems } from '../names.ts'
import type { Container, ContainerPort, PodSpec, Resources, VolumeMount } from './types.ts'

/** `volumes` are the names of the volumes that can be mounted. All containers share one set of names. */
export function validateContainers(spec: PodSpec, volumes: ReadonlySet<string>, field: string): StatusCause[] {
  if (!spec.containers?.length) return [required(`${field}.containers`)]
  const names = new Set<string>()
  return (['containers', 'initContainers'] as const).flatMap((list) =>
    (spec[list] ?? []).flatMap((container, index) => {
      const at = `${field}.${list}[${index}]`
      const repeated = names.has(container.name) ? [duplicate(`${at}.name`, container.name)] : []
      names.add(container.name)
      return [...validateContainer(container, volumes, at), ...repeated]
    }),
  )
}

function validateContainer(container: Container, volumes: ReadonlySet<string>, field: string): StatusCause[] {
  const { name, image, ports = [], volumeMounts = [], resources = {} } = container
  const policies = ['File', 'FallbackToLogsOnError']
  return [
    ...(name ? problems(`${field}.name`, name, dnsLabelProblems(name)) : [required(`${field}.name`)]),
    ...(image ? [] : [required(`${field}.image`)]),
    ...oneOf(`${field}.terminationMessagePolicy`, container.terminationMessagePolicy, policies),
    ...oneOf(`${field}.imagePullPolicy`, container.imagePullPolicy, ['Always', 'IfNotPresent', 'Never']),
    ...validatePorts(ports, `${field}.ports`),
    ...validateMounts(volumeMounts, volumes, `${field}.volumeMounts`),
    ...validateResources(resources, `${field}.resources`),
  ]
}

const PROTOCOLS = ['SCTP', 'TCP', 'UDP']

function validatePorts(ports: ContainerPort[], field: string): StatusCause[] {
  const names = ports.map(({ name }) => name)
  return ports.flatMap(({ name, containerPort, hostPort, protocol }, index) => {
    const at = `${field}[${index}]`
    return [
      ...(name ? problems(`${at}.name`, name, portNameProblems(name)) : []),
      ...(name && names.indexOf(name) < index ? [duplicate(`${at}.name`, name)] : []),
      ...(containerPort
        ? problems(`${at}.containerPort`, containerPort, portNumberProblems(containerPort))
        : [required(`${at}.containerPort`)]),
      ...(hostPort ? problems(`${at}.hostPort`, hostPort, portNumberProblems(hostPort)) : []),
      ...(protocol && !PROTOCOLS.includes(protocol) ? [notSupported(`${at}.protocol`, protocol, PROTOCOLS)] : []),
    ]
  })
}

function validateMounts(mounts: VolumeMount[], volumes: ReadonlySet<string>, field: string): StatusCause[] {
  return mounts.flatMap(({ name = '', mountPath }, index) => [
    ...(name ? [] : [required(`${field}[${index}].name`)]),
    ...(volumes.has(name) ? [] : [notFound(`${field}[${index}].name`, name)]),
    ...(mountPath ? [] : [required(`${field}[${index}].mountPath`)]),
  ])
}

/** Amounts are not negative, and requests do not exceed limits. */
function validateResources({ limits = {}, requests = {} }: Resources, field: string): StatusCause[] {
  const negative = Object.entries({ limits, requests }).flatMap(([list, amounts]) =>
    Object.entries(amounts).flatMap(([name, amount]) =>
      compareQuantities(amount, '0') < 0
        ? [invalid(`${field}.${list}[${name}]`, amount, 'must be greater than or equal to 0')]
        : [],
    ),
  )
  const exceeding = Object.entries(requests).flatMap(([name, amount]) => {
    const limit = limits[name]
    if (limit === undefined || compareQuantities(amount, limit) <= 0) return []
    return [invalid(`${field}.requests`, amount, `must be less than or equal to ${name} limit of ${limit}`)]
  })
  return [...negative, ...exceeding]
}

import type { StatusCause } from '../../definition.ts'
import { duplicate, forbidden, notSupported, oneOf, problems, required } from '../field-errors.ts'
import { dnsLabelProblems, portNameProblems, portNumberProblems } from '../names.ts'
import { validateEnvironment } from './environment.ts'
import { type Volumes, validateMounts } from './mounts.ts'
import { validateLifecycle, validateProbes } from './probes.ts'
import { validateResources } from './resources.ts'
import { validateContainerSecurity } from './security.ts'
import type { Container, ContainerPort, PodSpec } from './types.ts'

/** The rules for a Pod's containers. `volumes` are those that a mount may use. */
export function validateContainers(spec: PodSpec, volumes: Volumes, field: string): StatusCause[] {
  const containers = spec.containers ?? []
  if (containers.length === 0) return [required(field)]
  const names = new Set<string>()
  const found = containers.flatMap((container, index) => {
    const at = `${field}[${index}]`
    const repeated = names.has(container.name)
    names.add(container.name)
    return [
      ...validateCommon(container, volumes, at),
      ...(repeated ? [duplicate(`${at}.name`, container.name)] : []),
      ...validateLifecycle(container, spec.terminationGracePeriodSeconds, at),
      ...validateProbes(container, at),
    ]
  })
  return [...found, ...hostPortConflicts(containers, field)]
}

/** Init containers share their names with the others, and run to their end: no probes, unless they are sidecars. */
export function validateInitContainers(spec: PodSpec, volumes: Volumes, field: string): StatusCause[] {
  const names = new Set((spec.containers ?? []).map(({ name }) => name))
  return (spec.initContainers ?? []).flatMap((container, index) => {
    const at = `${field}[${index}]`
    const repeated = names.has(container.name)
    names.add(container.name)
    return [
      ...validateCommon(container, volumes, at),
      ...(repeated ? [duplicate(`${at}.name`, container.name)] : []),
      ...hostPortConflicts([container], field),
      ...(container.restartPolicy === 'Always'
        ? [...validateLifecycle(container, spec.terminationGracePeriodSeconds, at), ...validateProbes(container, at)]
        : probesForbidden(container, at)),
    ]
  })
}

function probesForbidden(container: Container, field: string): StatusCause[] {
  const detail = 'may not be set for init containers without restartPolicy=Always'
  return ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']
    .filter((name) => container[name] !== undefined)
    .map((name) => forbidden(`${field}.${name}`, detail))
}

function validateCommon(container: Container, volumes: Volumes, field: string): StatusCause[] {
  const { name, image, ports = [] } = container
  return [
    ...(name ? problems(`${field}.name`, name, dnsLabelProblems(name)) : [required(`${field}.name`)]),
    ...(image ? [] : [required(`${field}.image`)]),
    ...oneOf(`${field}.terminationMessagePolicy`, container.terminationMessagePolicy, [
      'File',
      'FallbackToLogsOnError',
    ]),
    ...validatePorts(ports, `${field}.ports`),
    ...validateEnvironment(container, field),
    ...validateMounts(container, volumes, field),
    ...oneOf(`${field}.imagePullPolicy`, container.imagePullPolicy, ['Always', 'IfNotPresent', 'Never']),
    ...validateResources(container.resources ?? {}, `${field}.resources`),
    ...validateRestart(container, field),
    ...validateContainerSecurity(container, field),
  ]
}

const RESTART_POLICIES = ['Always', 'Never', 'OnFailure']
const RESIZED = ['cpu', 'memory']
const RESIZE_POLICIES = ['NotRequired', 'RestartContainer']

function validateRestart({ restartPolicy, resizePolicy = [] }: Container, field: string): StatusCause[] {
  const at = `${field}.resizePolicy`
  return [
    ...resizePolicy.flatMap((one) => [
      ...(RESIZED.includes(one.resourceName) ? [] : [notSupported(at, one.resourceName, RESIZED)]),
      ...(RESIZE_POLICIES.includes(one.restartPolicy) ? [] : [notSupported(at, one.restartPolicy, RESIZE_POLICIES)]),
    ]),
    ...(restartPolicy === undefined || RESTART_POLICIES.includes(restartPolicy)
      ? []
      : [notSupported(`${field}.restartPolicy`, restartPolicy, RESTART_POLICIES)]),
  ]
}

function validatePorts(ports: ContainerPort[], field: string): StatusCause[] {
  const names = new Set<string>()
  return ports.flatMap((port, index) => {
    const at = `${field}[${index}]`
    const repeated = port.name !== undefined && names.has(port.name)
    if (port.name) names.add(port.name)
    return [
      ...(port.name ? problems(`${at}.name`, port.name, portNameProblems(port.name)) : []),
      ...(repeated ? [duplicate(`${at}.name`, port.name)] : []),
      ...validatePortNumbers(port, at),
      ...protocolProblems(port.protocol, `${at}.protocol`),
    ]
  })
}

function validatePortNumbers({ containerPort, hostPort }: ContainerPort, field: string): StatusCause[] {
  const found = containerPort
    ? problems(`${field}.containerPort`, containerPort, portNumberProblems(containerPort))
    : [required(`${field}.containerPort`)]
  return hostPort ? [...found, ...problems(`${field}.hostPort`, hostPort, portNumberProblems(hostPort))] : found
}

function protocolProblems(protocol: string | undefined, field: string): StatusCause[] {
  const supported = ['SCTP', 'TCP', 'UDP']
  return protocol && !supported.includes(protocol) ? [notSupported(field, protocol, supported)] : []
}

function hostPortConflicts(containers: Container[], field: string): StatusCause[] {
  const taken = new Set<string>()
  return containers.flatMap((container, index) =>
    (container.ports ?? []).flatMap((port, portIndex) => {
      if (!port.hostPort) return []
      const address = `${port.protocol}//${port.hostPort}`
      const conflict = taken.has(address)
      taken.add(address)
      return conflict ? [duplicate(`${field}[${index}].ports[${portIndex}].hostPort`, address)] : []
    }),
  )
}

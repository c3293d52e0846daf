import type { StatusCause } from '../../definition.ts'
import { duplicate, forbidden, invalid, notFound, notSupported, oneOf, problems, required } from '../field-errors.ts'
import { dnsLabelProblems, environmentNameProblems, portNameProblems, portNumberProblems } from '../names.ts'
import { validateLifecycle, validateProbes } from './probes.ts'
import { validateResources } from './resources.ts'
import type { Container, ContainerPort, PodSpec, VolumeMount } from './types.ts'

/** The rules for a Pod's containers. `volumes` are the names that a mount may use. */
export function validateContainers(spec: PodSpec, volumes: Set<string>, field: string): StatusCause[] {
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
      ...validateLifecycle(container, at),
      ...validateProbes(container, at),
    ]
  })
  return [...found, ...hostPortConflicts(containers, field)]
}

/** Init containers share their names with the others, and run to their end: no probes, unless they are sidecars. */
export function validateInitContainers(spec: PodSpec, volumes: Set<string>, field: string): StatusCause[] {
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
        ? [...validateLifecycle(container, at), ...validateProbes(container, at)]
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

function validateCommon(container: Container, volumes: Set<string>, field: string): StatusCause[] {
  const { name, image, env = [], ports = [], volumeMounts = [] } = container
  return [
    ...(name ? problems(`${field}.name`, name, dnsLabelProblems(name)) : [required(`${field}.name`)]),
    ...(image ? [] : [required(`${field}.image`)]),
    ...oneOf(`${field}.terminationMessagePolicy`, container.terminationMessagePolicy, [
      'File',
      'FallbackToLogsOnError',
    ]),
    ...validatePorts(ports, `${field}.ports`),
    ...env.flatMap((variable, index) => validateVariable(variable.name, `${field}.env[${index}].name`)),
    ...validateMounts(volumeMounts, volumes, `${field}.volumeMounts`),
    ...oneOf(`${field}.imagePullPolicy`, container.imagePullPolicy, ['Always', 'IfNotPresent', 'Never']),
    ...validateResources(container.resources ?? {}, `${field}.resources`),
  ]
}

function validateVariable(name: string | undefined, field: string): StatusCause[] {
  return name ? problems(field, name, environmentNameProblems(name)) : [required(field)]
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

function validateMounts(mounts: VolumeMount[], volumes: Set<string>, field: string): StatusCause[] {
  const paths = new Set<string>()
  return mounts.flatMap((mount, index) => {
    const at = `${field}[${index}]`
    const repeated = paths.has(mount.mountPath ?? '')
    paths.add(mount.mountPath ?? '')
    return [
      ...(mount.name ? [] : [required(`${at}.name`)]),
      ...(volumes.has(mount.name) ? [] : [notFound(`${at}.name`, mount.name ?? '')]),
      ...(mount.mountPath ? [] : [required(`${at}.mountPath`)]),
      ...(repeated ? [invalid(`${at}.mountPath`, mount.mountPath ?? '', 'must be unique')] : []),
      ...(mount.subPath ? subPathProblems(mount.subPath, `${field}.subPath`) : []),
    ]
  })
}

function subPathProblems(path: string, field: string): StatusCause[] {
  const found = path.startsWith('/') ? [invalid(field, path, 'must be a relative path')] : []
  return path.split('/').includes('..') ? [...found, invalid(field, path, "must not contain '..'")] : found
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

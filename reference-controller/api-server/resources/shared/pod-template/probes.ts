import type { StatusCause } from '../../definition.ts'
import { forbidden, invalid, nonNegative, oneOf, problems, required } from '../field-errors.ts'
import { headerNameProblems, portNameProblems, portNumberProblems } from '../names.ts'
import type { Container, Handler, Probe } from './types.ts'

/** `grace` is the Pod's terminationGracePeriodSeconds: no hook may sleep longer. */
export function validateLifecycle({ lifecycle }: Container, grace: number | undefined, field: string): StatusCause[] {
  const hooks = (['postStart', 'preStop'] as const).filter((name) => lifecycle?.[name])
  return hooks.flatMap((name) => {
    const at = `${field}.lifecycle.${name}`
    return [...validateHandler(lifecycle![name]!, at), ...validateSleep(lifecycle![name]!, grace ?? 0, `${at}.sleep`)]
  })
}

function validateSleep({ sleep }: Handler, grace: number, field: string): StatusCause[] {
  if (!sleep || (sleep.seconds >= 0 && sleep.seconds <= grace)) return []
  const detail = `must be non-negative and less than terminationGracePeriodSeconds (${grace})`
  return [invalid(field, sleep.seconds, detail)]
}

export function validateProbes(container: Container, field: string): StatusCause[] {
  const { livenessProbe, readinessProbe, startupProbe } = container
  return [
    ...(livenessProbe ? validateOnce(livenessProbe, `${field}.livenessProbe`) : []),
    ...(readinessProbe ? validateReadiness(readinessProbe, `${field}.readinessProbe`) : []),
    ...(startupProbe ? validateOnce(startupProbe, `${field}.startupProbe`) : []),
  ]
}

/** Probes that kill: one success settles them. */
function validateOnce(probe: Probe, field: string): StatusCause[] {
  const found = validateProbe(probe, field)
  if (probe.successThreshold === 1) return found
  return [...found, invalid(`${field}.successThreshold`, probe.successThreshold, 'must be 1')]
}

function validateReadiness(probe: Probe, field: string): StatusCause[] {
  const found = validateProbe(probe, field)
  const grace = probe.terminationGracePeriodSeconds
  if (grace === undefined) return found
  return [...found, invalid(`${field}.terminationGracePeriodSeconds`, grace, 'must not be set for readinessProbes')]
}

function validateProbe(probe: Probe, field: string): StatusCause[] {
  const numbers = [
    'initialDelaySeconds',
    'timeoutSeconds',
    'periodSeconds',
    'successThreshold',
    'failureThreshold',
  ] as const
  const found = [
    ...validateHandler(probe, field),
    ...numbers.flatMap((name) => nonNegative(`${field}.${name}`, probe[name])),
  ]
  const grace = probe.terminationGracePeriodSeconds
  if (grace === undefined || grace > 0) return found
  return [...found, invalid(`${field}.terminationGracePeriodSeconds`, grace, 'must be greater than 0')]
}

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const

function validateHandler(handler: Handler, field: string): StatusCause[] {
  const [first, ...more] = HANDLERS.filter((name) => handler[name])
  if (!first) return [required(field, 'must specify a handler type')]
  return [
    ...validateAction(handler, first, field),
    ...more.map((name) => forbidden(`${field}.${name}`, 'may not specify more than 1 handler type')),
  ]
}

function validateAction(handler: Handler, name: (typeof HANDLERS)[number], field: string): StatusCause[] {
  const at = `${field}.${name}`
  if (name === 'exec') return handler.exec?.command?.length ? [] : [required(`${at}.command`)]
  if (name === 'sleep') return []
  if (name === 'grpc') return problems(`${at}.port`, handler.grpc!.port, portNumberProblems(handler.grpc!.port))
  if (name === 'tcpSocket') return validatePort(handler.tcpSocket!.port, `${at}.port`)
  const { path, port, scheme, httpHeaders = [] } = handler.httpGet!
  return [
    ...(path ? [] : [required(`${at}.path`)]),
    ...validatePort(port, `${at}.port`),
    ...oneOf(`${at}.scheme`, scheme, ['HTTP', 'HTTPS']),
    ...httpHeaders.flatMap(({ name }) => problems(`${at}.httpHeaders`, name, headerNameProblems(name))),
  ]
}

function validatePort(port: number | string, field: string): StatusCause[] {
  return problems(field, port, typeof port === 'number' ? portNumberProblems(port) : portNameProblems(port))
}

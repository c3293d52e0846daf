import { defaultPodSpec } from '../shared/pod-template/defaults.ts'
import type { Container } from '../shared/pod-template/types.ts'
import type { Pod } from './types.ts'

/** Defaults of every Pod spec, and those that only Pods get, not templates. */
export function defaultPod({ spec, status }: Pod): void {
  // A frozen spec is the stored one, which has them.
  if (!Object.isFrozen(spec)) defaultSpec(spec)
  if (status) agreeOnAddress(status)
}

function defaultSpec(spec: Pod['spec']): void {
  defaultPodSpec(spec)
  const containers = [...(spec.containers ?? []), ...(spec.initContainers ?? [])]
  for (const container of containers) requestLimits(container)
  spec.enableServiceLinks ??= true
  if (spec.terminationGracePeriodSeconds! < 0) spec.terminationGracePeriodSeconds = 1
  if (spec.hostNetwork) containers.forEach(useHostPorts)
}

/** A limit without a request is a request too. */
function requestLimits({ resources }: Container): void {
  if (resources?.limits) resources.requests = { ...resources.limits, ...resources.requests }
}

function useHostPorts({ ports = [] }: Container): void {
  for (const port of ports) port.hostPort ||= port.containerPort
}

/** podIP is the first of podIPs; where only one of the two is given, the other follows. */
function agreeOnAddress(status: NonNullable<Pod['status']>): void {
  if (status.podIP && status.podIPs?.[0]?.ip !== status.podIP) status.podIPs = [{ ip: status.podIP }]
  const first = status.podIPs?.[0]?.ip
  if (first) status.podIP = first
}

import type { Endpoint, Pod, Service } from '../client/index.ts'

export interface SlicePort {
  name: string
  port: number
  protocol: string
  appProtocol?: string
}

/** The endpoint that a Pod gives a Service, or undefined if it gives none: no address yet, or it has ended. */
export type EndpointOf = (service: Service, pod: Pod) => Endpoint | undefined

export const endpointOf: EndpointOf = (service, pod) => {
  const { status, spec, metadata } = pod
  if (!status?.podIP || status.phase === 'Succeeded' || status.phase === 'Failed') return undefined
  const serving = status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false
  const terminating = metadata.deletionTimestamp !== undefined
  const hostname = hostnameFor(service, pod)
  return {
    addresses: [status.podIP],
    conditions: {
      // A terminating Pod is never ready, unless unready ones are asked for.
      ready: service.spec.publishNotReadyAddresses === true || (serving && !terminating),
      serving,
      terminating,
    },
    ...(hostname && { hostname }),
    targetRef: { kind: 'Pod', namespace: metadata.namespace ?? '', name: metadata.name, uid: metadata.uid ?? '' },
    ...(spec.nodeName && { nodeName: spec.nodeName }),
  }
}

// A Pod has a DNS name of its own only in the Service that its subdomain names.
function hostnameFor(service: Service, { spec }: Pod): string | undefined {
  return spec.subdomain === service.metadata.name ? spec.hostname : undefined
}

/** The ports of a Service as this Pod offers them: a named target port may differ between Pods, or be missing. */
export function portsOf(service: Service, pod: Pod): SlicePort[] {
  return (service.spec.ports ?? []).flatMap(({ name = '', port, protocol = 'TCP', targetPort, appProtocol }) => {
    const target = targetPort ?? port
    const number = typeof target === 'number' ? target : containerPort(pod, target, protocol)
    if (number === undefined) return []
    return [{ name, port: number || port, protocol, ...(appProtocol && { appProtocol }) }]
  })
}

function containerPort({ spec }: Pod, name: string, protocol: string): number | undefined {
  const ports = spec.containers.flatMap(({ ports }) => ports ?? [])
  return ports.find((port) => port.name === name && (port.protocol ?? 'TCP') === protocol)?.containerPort
}

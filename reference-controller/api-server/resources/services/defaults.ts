import type { Service } from './types.ts'

/** Defaults of core/v1 Service. https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/ */
export function defaultService({ spec }: Service): void {
  spec.sessionAffinity ||= 'None'
  spec.type ||= 'ClusterIP'
  for (const port of spec.ports ?? []) {
    port.protocol ||= 'TCP'
    port.targetPort ||= port.port
  }
  if (spec.type === 'ExternalName') return
  spec.internalTrafficPolicy ??= 'Cluster'
  if (spec.type !== 'ClusterIP') spec.externalTrafficPolicy ||= 'Cluster'
  if (spec.type === 'LoadBalancer') spec['allocateLoadBalancerNodePorts'] ??= true
}

import type { StatusCause } from '../definition.ts'
import { forbidden, invalid, notSupported, problems } from '../shared/field-errors.ts'
import { cidrProblems } from '../shared/names.ts'
import type { ServiceSpec } from './types.ts'

const POLICIES = ['Cluster', 'Local']
const DISTRIBUTIONS = ['PreferClose', 'PreferSameZone', 'PreferSameNode']
const DAY = 86_400

/** How traffic is led to a service's Pods. */
export function validateTraffic(spec: ServiceSpec): StatusCause[] {
  const { externalTrafficPolicy: external, internalTrafficPolicy: internal, trafficDistribution: distribution } = spec
  const reachable = spec.type === 'NodePort' || spec.type === 'LoadBalancer' || (spec.externalIPs ?? []).length > 0
  const outside = 'spec.externalTrafficPolicy'
  return [
    ...validateStickiness(spec),
    ...(external && !reachable
      ? [invalid(outside, external, 'may only be set for externally-accessible services')]
      : choice(outside, external, POLICIES)),
    ...choice('spec.internalTrafficPolicy', internal, POLICIES),
    ...choice('spec.trafficDistribution', distribution, DISTRIBUTIONS),
    ...validateBalancer(spec),
  ]
}

const choice = (field: string, value: string | undefined, supported: readonly string[]) =>
  value === undefined || supported.includes(value) ? [] : [notSupported(field, value, supported)]

function validateStickiness({ sessionAffinity, sessionAffinityConfig }: ServiceSpec): StatusCause[] {
  const seconds = sessionAffinityConfig?.clientIP?.timeoutSeconds
  if (sessionAffinity !== 'ClientIP' || seconds === undefined || (seconds > 0 && seconds <= DAY)) return []
  const detail = `must be greater than 0 and less than ${DAY}`
  return [invalid('spec.sessionAffinityConfig.clientIP.timeoutSeconds', seconds, detail)]
}

function validateBalancer(spec: ServiceSpec): StatusCause[] {
  const { type, allocateLoadBalancerNodePorts: allocate, loadBalancerSourceRanges: ranges = [] } = spec
  const balancer = type === 'LoadBalancer'
  const only = "may only be used when `type` is 'LoadBalancer'"
  const port = spec.healthCheckNodePort
  const checked = balancer && spec.externalTrafficPolicy === 'Local'
  return [
    ...(ranges.length > 0 && !balancer ? [forbidden('spec.LoadBalancerSourceRanges', only)] : []),
    ...ranges.flatMap((range, index) =>
      problems(`spec.LoadBalancerSourceRanges[${index}]`, range, cidrProblems(range)),
    ),
    ...(allocate !== undefined && !balancer ? [forbidden('spec.allocateLoadBalancerNodePorts', only)] : []),
    ...(port && !checked
      ? [
          invalid(
            'spec.healthCheckNodePort',
            port,
            "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
          ),
        ]
      : []),
  ]
}

/** What is accepted, but hardly meant. */
export function trafficWarnings({ type, externalName, trafficDistribution }: ServiceSpec): string[] {
  return [
    ...(externalName && type !== 'ExternalName'
      ? ['spec.externalName is ignored when spec.type is not "ExternalName"']
      : []),
    ...(trafficDistribution === 'PreferClose'
      ? ['spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"']
      : []),
  ]
}

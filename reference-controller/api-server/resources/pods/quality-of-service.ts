import { compareQuantities } from '../../../quantity.ts'
import type { PodSpec, ResourceList, Resources } from '../shared/pod-template/types.ts'

const COUNTED = ['cpu', 'memory']

/** The class that a Pod's requests and limits of cpu and memory put it in. https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/ */
export function qualityOfService(spec: PodSpec): string {
  const whole = spec['resources'] as Resources | undefined
  const single = [...(spec.containers ?? []), ...(spec.initContainers ?? [])].map(({ resources = {} }) => resources)
  // Resources of the Pod replace those of its containers.
  const all = whole ? [whole] : single
  const asksNothing = all.every(({ requests, limits }) => !asks(requests) && !asks(limits))
  if (asksNothing) return 'BestEffort'
  const guaranteed = all.every(({ requests = {}, limits = {} }) =>
    COUNTED.every(
      (name) => limits[name] !== undefined && isPositive(limits[name]) && equal(requests[name], limits[name]),
    ),
  )
  return guaranteed ? 'Guaranteed' : 'Burstable'
}

function asks(list: ResourceList | undefined): boolean {
  return COUNTED.some((name) => list?.[name] !== undefined && isPositive(list[name]))
}

const isPositive = (amount: string) => compareQuantities(amount, '0') > 0

const equal = (request: string | undefined, limit: string) =>
  request === undefined || compareQuantities(request, limit) === 0

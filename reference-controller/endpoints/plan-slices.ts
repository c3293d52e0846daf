import type { Endpoint, EndpointSlice, Pod, Service } from '../client/index.ts'
import { type EndpointOf, endpointOf, portsOf, type SlicePort } from './endpoint-of.ts'
import { isCurrent, sliceOf } from './slice-of.ts'

export const ENDPOINTS_PER_SLICE = 100

/** The writes that make the slices match the Pods. */
export interface SlicePlan {
  create: EndpointSlice[]
  update: EndpointSlice[]
  remove: EndpointSlice[]
}

interface Group {
  ports: SlicePort[]
  endpoints: Map<string, Endpoint>
}

/**
 * Endpoints stay in the slice they are in; new ones fill the slices that have room, then new slices. A Service
 * without endpoints keeps one empty slice, so that readers can distinguish "none" from "not yet known".
 */
export function planSlices(
  service: Service,
  pods: Iterable<Pod>,
  existing: EndpointSlice[],
  endpoint: EndpointOf = endpointOf,
): SlicePlan {
  const plan: SlicePlan = { create: [], update: [], remove: [] }
  const unused = new Set(existing)
  const offered = [...pods].map((pod) => ({ endpoint: endpoint(service, pod), ports: portsOf(service, pod) }))
  for (const group of groupsOf(offered)) {
    const slices = existing.filter((slice) => samePorts(slice, group.ports))
    for (const slice of slices) unused.delete(slice)
    planGroup(service, group, slices, plan)
  }
  plan.remove.push(...unused)
  return withPlaceholder(service, existing, plan)
}

function groupsOf(offered: { endpoint: Endpoint | undefined; ports: SlicePort[] }[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { endpoint, ports } of offered) {
    if (!endpoint) continue
    const key = JSON.stringify(ports)
    const group = groups.get(key) ?? { ports, endpoints: new Map() }
    group.endpoints.set(idOf(endpoint), endpoint)
    groups.set(key, group)
  }
  return [...groups.values()]
}

function planGroup(service: Service, { ports, endpoints }: Group, slices: EndpointSlice[], plan: SlicePlan) {
  const left = new Map(endpoints)
  const contents = slices.map((slice) => {
    const kept = (slice.endpoints ?? []).flatMap((old) => left.get(idOf(old)) ?? [])
    for (const endpoint of kept) left.delete(idOf(endpoint))
    return { slice, kept }
  })
  const waiting = [...left.values()]
  for (const { slice, kept } of contents) {
    const filled = [...kept, ...waiting.splice(0, Math.max(0, ENDPOINTS_PER_SLICE - kept.length))]
    const wanted = sliceOf(service, ports, filled)
    if (filled.length === 0) plan.remove.push(slice)
    else if (!isCurrent(slice, wanted)) plan.update.push(over(slice, wanted))
  }
  while (waiting.length > 0) plan.create.push(sliceOf(service, ports, waiting.splice(0, ENDPOINTS_PER_SLICE)))
}

function withPlaceholder(service: Service, existing: EndpointSlice[], plan: SlicePlan): SlicePlan {
  const left = existing.length - plan.remove.length + plan.create.length
  if (left > 0) return plan
  const empty = sliceOf(service, [], [])
  const [reused, ...others] = plan.remove
  if (!reused) return { ...plan, create: [empty] }
  return { create: [], update: isCurrent(reused, empty) ? [] : [over(reused, empty)], remove: others }
}

function over(slice: EndpointSlice, wanted: EndpointSlice): EndpointSlice {
  const { generateName: _, ...metadata } = wanted.metadata
  return { ...slice, ...wanted, metadata: { ...slice.metadata, ...metadata, name: slice.metadata.name } }
}

function samePorts(slice: EndpointSlice, ports: SlicePort[]): boolean {
  const plain = (slice.ports ?? []).map(({ name = '', port, protocol = 'TCP', appProtocol }) => ({
    name,
    port,
    protocol,
    ...(appProtocol && { appProtocol }),
  }))
  return JSON.stringify(plain) === JSON.stringify(ports)
}

function idOf({ targetRef }: Endpoint): string {
  return targetRef?.uid ?? ''
}

import { type Change, type EndpointSlice, keyOf, type Service } from '../client/index.ts'
import { type RecordsOf, recordsOf } from './records.ts'
import { type Names, startZone } from './zone.ts'

const SERVICE_NAME = 'kubernetes.io/service-name'

/** The names of all Services, from the watches of Services and EndpointSlices. */
export interface ServiceIndex {
  takeService(change: Pick<Change<Service>, 'type' | 'object'>): void
  takeSlice(change: Pick<Change<EndpointSlice>, 'type' | 'object' | 'old'>): void
  /** The names as of the newest change. */
  names(): Names
}

/**
 * A Service with thousands of endpoints changes thousands of times before anybody asks for it: its records are made when
 * they are asked for.
 */
export function serviceIndex(domain: string, records: RecordsOf = recordsOf): ServiceIndex {
  const zone = startZone(domain)
  const services = new Map<string, Service>()
  const slices = new Map<string, Map<string, EndpointSlice>>()
  const stale = new Set<string>()

  function refresh(key: string) {
    const service = services.get(key)
    const backing = [...(slices.get(key)?.values() ?? [])]
    zone.set(key, service ? records({ service, slices: backing }, zone.domain) : [])
  }

  function drop(slice: EndpointSlice) {
    const key = serviceOf(slice)
    if (key === undefined) return
    slices.get(key)?.delete(keyOf(slice))
    if (slices.get(key)?.size === 0) slices.delete(key)
    stale.add(key)
  }

  return {
    takeService({ type, object }) {
      const key = keyOf(object)
      if (type === 'DELETED') services.delete(key)
      else services.set(key, object)
      stale.add(key)
    },
    takeSlice({ type, object, old }) {
      if (old) drop(old)
      if (type === 'DELETED') return drop(object)
      const key = serviceOf(object)
      if (key === undefined) return
      const own = slices.get(key) ?? new Map<string, EndpointSlice>()
      slices.set(key, own.set(keyOf(object), object))
      stale.add(key)
    },
    names() {
      for (const key of stale) refresh(key)
      stale.clear()
      return zone
    },
  }
}

/** The key of the Service that the slice is of, by its label. */
function serviceOf({ metadata: { namespace, labels } }: EndpointSlice): string | undefined {
  const service = labels?.[SERVICE_NAME]
  return service && `${namespace}/${service}`
}

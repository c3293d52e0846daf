import { type EndpointSlice, isNewer, keyOf } from '../client/index.ts'
import { MANAGED_BY, MANAGER, SERVICE_NAME } from './slice-of.ts'

/** The slices of each Service, from the watch and our own writes. */
export interface SliceBook {
  slicesOf(serviceKey: string): EndpointSlice[]
  note(slice: EndpointSlice): void
  strike(slice: EndpointSlice): void
}

/** The key of the Service whose endpoints the slice holds, if it is one of those kept here. */
export function serviceKeyOf({ metadata: { namespace, labels } }: EndpointSlice): string | undefined {
  const service = labels?.[SERVICE_NAME]
  return service && labels?.[MANAGED_BY] === MANAGER ? `${namespace}/${service}` : undefined
}

export function sliceBook(): SliceBook {
  const book = new Map<string, Map<string, EndpointSlice>>()

  return {
    slicesOf: (serviceKey) => [...(book.get(serviceKey)?.values() ?? [])],
    note(slice) {
      const key = serviceKeyOf(slice)
      if (!key) return
      const slices = book.get(key) ?? new Map<string, EndpointSlice>()
      const old = slices.get(keyOf(slice))?.metadata.resourceVersion
      if (!old || isNewer(slice.metadata.resourceVersion ?? '', old)) slices.set(keyOf(slice), slice)
      book.set(key, slices)
    },
    strike(slice) {
      const key = serviceKeyOf(slice) ?? ''
      book.get(key)?.delete(keyOf(slice))
      if (book.get(key)?.size === 0) book.delete(key)
    },
  }
}

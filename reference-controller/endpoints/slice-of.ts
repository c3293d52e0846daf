import { isDeepStrictEqual } from 'node:util'
import type { Endpoint, EndpointSlice, Service } from '../client/index.ts'
import type { SlicePort } from './endpoint-of.ts'

export const SERVICE_NAME = 'kubernetes.io/service-name'
export const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by'
/** The name under which clients know the one who keeps slices of selectors up to date. */
export const MANAGER = 'endpointslice-controller.k8s.io'

const HEADLESS = 'service.kubernetes.io/headless'

/** A slice as it should be; the server makes up its name. */
export function sliceOf(service: Service, ports: SlicePort[], endpoints: Endpoint[]): EndpointSlice {
  const { name, namespace = '', uid = '' } = service.metadata
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: '',
      generateName: `${name}-`,
      namespace,
      labels: labelsOf(service),
      ownerReferences: [{ apiVersion: 'v1', kind: 'Service', name, uid, controller: true, blockOwnerDeletion: true }],
    },
    addressType: 'IPv4',
    endpoints,
    ports,
  }
}

function labelsOf({ metadata, spec }: Service): Record<string, string> {
  return {
    ...metadata.labels,
    ...(spec.clusterIP === 'None' && { [HEADLESS]: '' }),
    [SERVICE_NAME]: metadata.name,
    [MANAGED_BY]: MANAGER,
  }
}

/** True if a slice is as it should be. */
export function isCurrent(slice: EndpointSlice, wanted: EndpointSlice): boolean {
  return (
    isDeepStrictEqual(slice.metadata.labels, wanted.metadata.labels) &&
    isDeepStrictEqual(slice.endpoints ?? [], wanted.endpoints) &&
    (slice.ports ?? []).length === (wanted.ports ?? []).length
  )
}

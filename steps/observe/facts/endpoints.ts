import type { Endpoint, EndpointSlice } from '../../client/index.ts'
import type { Recorded } from '../trace.ts'

/** What the EndpointSlices of a Service list. */
export const listedEndpoints = (trace: Recorded, service: string): Endpoint[] =>
  trace
    .objects('endpointslices')
    .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === service)
    .flatMap((slice) => (slice as unknown as EndpointSlice).endpoints ?? [])

/** Names of the Pods behind a Service, by its EndpointSlices. */
export const endpointsOf = (trace: Recorded, service: string): string[] =>
  listedEndpoints(trace, service).flatMap(({ targetRef }) => targetRef?.name ?? [])

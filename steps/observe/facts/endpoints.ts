import type { EndpointSlice } from '../../client/index.ts'
import type { Recorded } from '../trace.ts'

/** Names of the Pods behind a Service, by its EndpointSlices. */
export function endpointsOf(trace: Recorded, service: string): string[] {
  return trace
    .objects('endpointslices')
    .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === service)
    .flatMap((slice) =>
      ((slice as unknown as EndpointSlice).endpoints ?? []).flatMap(({ targetRef }) => targetRef?.name ?? []),
    )
}

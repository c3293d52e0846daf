import type { Endpoint, EndpointSlice, Service } from '../client/objects.ts'
import { type Backed, recordsOf } from './records.ts'
import { type Names, startZone } from './zone.ts'

export const DOMAIN = 'cluster.example'

export function service(name: string, spec: Partial<Service['spec']>, namespace = 'shop'): Service {
  return { metadata: { name, namespace }, spec }
}

export const headless = (name: string, ports: Service['spec']['ports'] = []): Service =>
  service(name, { clusterIP: 'None', ports })

export function slice(
  of: string,
  endpoints: Endpoint[],
  ports: NonNullable<EndpointSlice['ports']> = [],
): EndpointSlice {
  return {
    metadata: {
      name: `${of}-${endpoints.length}`,
      namespace: 'shop',
      labels: { 'kubernetes.io/service-name': of },
    },
    addressType: 'IPv4',
    endpoints,
    ports,
  }
}

export const endpoint = (address: string, hostname?: string, ready: boolean | undefined = true): Endpoint => ({
  addresses: [address],
  ...(hostname !== undefined && { hostname }),
  ...(ready !== undefined && { conditions: { ready } }),
})

/** `web-0.web` and the like as a full name. */
export const full = (name: string): string => `${name}.shop.svc.${DOMAIN}`

export function namesOf(backed: readonly Backed[]): Names {
  const zone = startZone(DOMAIN)
  for (const [index, one] of backed.entries()) zone.set(String(index), recordsOf(one, DOMAIN))
  return zone
}

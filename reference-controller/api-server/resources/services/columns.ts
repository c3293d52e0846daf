import type { KubeObject } from '../definition.ts'
import { ageColumn, type Column, column, nameColumn, wideColumn } from '../shared/columns.ts'

interface SeenService extends KubeObject {
  spec?: {
    type?: string
    clusterIPs?: string[]
    externalIPs?: string[]
    externalName?: string
    ports?: { port: number; nodePort?: number; protocol?: string }[]
    selector?: Record<string, string>
  }
  status?: { loadBalancer?: { ingress?: { ip?: string; hostname?: string }[] } }
}

export const serviceColumns: Column[] = [
  nameColumn,
  column<SeenService>('Type', ({ spec }) => spec?.type ?? ''),
  column<SeenService>('Cluster-IP', ({ spec }) => spec?.clusterIPs?.[0] ?? '<none>'),
  column<SeenService>('External-IP', externalIp),
  column<SeenService>('Port(s)', portsOf),
  ageColumn,
  wideColumn<SeenService>('Selector', ({ spec }) => {
    const pairs = Object.entries(spec?.selector ?? {}).map(([key, value]) => `${key}=${value}`)
    return pairs.sort().join(',') || '<none>'
  }),
]

function externalIp({ spec, status }: SeenService): string {
  const given = spec?.externalIPs ?? []
  switch (spec?.type) {
    case 'ClusterIP':
    case 'NodePort':
      return given.join(',') || '<none>'
    case 'LoadBalancer': {
      const ingress = (status?.loadBalancer?.ingress ?? []).flatMap(({ ip, hostname }) => ip || hostname || [])
      return [...[...new Set(ingress)].sort(), ...given].join(',') || '<pending>'
    }
    case 'ExternalName':
      return spec.externalName ?? ''
    default:
      return '<unknown>'
  }
}

function portsOf({ spec }: SeenService): string {
  const ports = (spec?.ports ?? []).map(({ port, nodePort, protocol }) => {
    return `${nodePort ? `${port}:${nodePort}` : port}/${protocol ?? ''}`
  })
  return ports.join(',') || '<none>'
}

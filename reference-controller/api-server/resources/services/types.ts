import type { KubeObject } from '../definition.ts'

export interface Service extends KubeObject {
  spec: ServiceSpec
}

export interface ServiceSpec {
  type?: string
  clusterIP?: string
  clusterIPs?: string[]
  ipFamilies?: string[]
  ipFamilyPolicy?: string
  externalTrafficPolicy?: string
  internalTrafficPolicy?: string
  sessionAffinity?: string
  sessionAffinityConfig?: { clientIP?: { timeoutSeconds?: number } }
  selector?: Record<string, string>
  ports?: ServicePort[]
  [more: string]: unknown
}

export interface ServicePort {
  name?: string
  port: number
  protocol?: string
  targetPort?: number | string
}

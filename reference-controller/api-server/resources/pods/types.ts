import type { KubeObject } from '../definition.ts'
import type { PodSpec } from '../shared/pod-template/types.ts'

export interface Pod extends KubeObject {
  spec: PodSpec
  status?: PodStatus
}

export interface PodStatus {
  phase?: string
  qosClass?: string
  podIP?: string
  podIPs?: { ip: string }[]
  hostIP?: string
  hostIPs?: { ip: string }[]
  conditions?: Condition[]
  observedGeneration?: number
  nominatedNodeName?: string
  containerStatuses?: ContainerStatus[]
  [more: string]: unknown
}

export interface Condition {
  type: string
  status: string
  reason?: string
  message?: string
  lastTransitionTime?: string
}

export interface ContainerStatus {
  name: string
  state?: { terminated?: { exitCode: number } }
}

/** The parts of a Pod's spec that have defaults or rules here; everything else passes through by the schema table. */
export interface PodSpec {
  /** Null in a spec that is yet to be refused for it. */
  containers: Container[] | null
  initContainers?: Container[]
  ephemeralContainers?: unknown[]
  volumes?: Volume[]
  tolerations?: Toleration[]
  readinessGates?: { conditionType: string }[]
  schedulingGates?: { name: string }[]
  restartPolicy?: string
  dnsPolicy?: string
  hostname?: string
  subdomain?: string
  nodeName?: string
  schedulerName?: string
  serviceAccountName?: string
  serviceAccount?: string
  priorityClassName?: string
  priority?: number
  preemptionPolicy?: string
  hostNetwork?: boolean
  enableServiceLinks?: boolean
  terminationGracePeriodSeconds?: number
  activeDeadlineSeconds?: number
  nodeSelector?: Record<string, string>
  securityContext?: Record<string, unknown>
  overhead?: ResourceList
  imagePullSecrets?: { name: string }[]
  [more: string]: unknown
}

export type ResourceList = Record<string, string>

export interface Resources {
  limits?: ResourceList
  requests?: ResourceList
  claims?: { name: string }[]
}

export interface Container {
  name: string
  image?: string
  imagePullPolicy?: string
  terminationMessagePath?: string
  terminationMessagePolicy?: string
  restartPolicy?: string
  ports?: ContainerPort[]
  env?: { name: string; value?: string; valueFrom?: Record<string, unknown> & { fieldRef?: FieldRef } }[]
  envFrom?: Record<string, unknown>[]
  volumeMounts?: VolumeMount[]
  volumeDevices?: { name?: string; devicePath?: string }[]
  resizePolicy?: { resourceName: string; restartPolicy: string }[]
  securityContext?: Record<string, unknown>
  resources?: Resources
  livenessProbe?: Probe
  readinessProbe?: Probe
  startupProbe?: Probe
  lifecycle?: { postStart?: Handler; preStop?: Handler; [more: string]: unknown }
  [more: string]: unknown
}

export interface ContainerPort {
  name?: string
  containerPort: number
  hostPort?: number
  hostIP?: string
  protocol?: string
}

export interface VolumeMount {
  name: string
  mountPath: string
  subPath?: string
  subPathExpr?: string
  readOnly?: boolean
  mountPropagation?: string
  recursiveReadOnly?: string
}

export interface FieldRef {
  fieldPath: string
  apiVersion?: string
}

export interface Handler {
  exec?: { command?: string[] }
  httpGet?: {
    path?: string
    port: number | string
    scheme?: string
    httpHeaders?: { name: string }[]
    [more: string]: unknown
  }
  tcpSocket?: { port: number | string; [more: string]: unknown }
  grpc?: { port: number; service?: string }
  sleep?: { seconds: number }
}

export interface Probe extends Handler {
  initialDelaySeconds?: number
  timeoutSeconds?: number
  periodSeconds?: number
  successThreshold?: number
  failureThreshold?: number
  terminationGracePeriodSeconds?: number
}

export interface Toleration {
  key?: string
  operator?: string
  value?: string
  effect?: string
  tolerationSeconds?: number
}

export interface Volume {
  name: string
  [source: string]: unknown
}

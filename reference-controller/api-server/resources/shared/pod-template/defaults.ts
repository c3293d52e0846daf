import { roundedToMilli } from '../../../../quantity.ts'
import type { Container, FieldRef, Handler, PodSpec, Probe, ResourceList, Volume } from './types.ts'

/** Defaults of every Pod spec, in templates as in Pods. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ */
export function defaultPodSpec(spec: PodSpec): void {
  spec.dnsPolicy ||= 'ClusterFirst'
  spec.restartPolicy ||= 'Always'
  spec.securityContext ??= {}
  spec.terminationGracePeriodSeconds ??= 30
  spec.schedulerName ||= 'default-scheduler'
  // The deprecated name is written as well, always with the same value.
  const account = spec.serviceAccountName || spec.serviceAccount
  if (account) Object.assign(spec, { serviceAccountName: account, serviceAccount: account })
  roundResources(spec.overhead)
  for (const container of spec.containers ?? []) defaultContainer(container)
  for (const container of spec.initContainers ?? []) defaultContainer(container)
  for (const volume of spec.volumes ?? []) defaultVolume(volume)
}

function defaultContainer(container: Container): void {
  container.imagePullPolicy ||= tagOf(container.image ?? '') === 'latest' ? 'Always' : 'IfNotPresent'
  container.terminationMessagePath ||= '/dev/termination-log'
  container.terminationMessagePolicy ||= 'File'
  for (const port of container.ports ?? []) port.protocol ||= 'TCP'
  for (const { valueFrom } of container.env ?? []) defaultFieldRef(valueFrom?.fieldRef)
  for (const probe of [container.livenessProbe, container.readinessProbe, container.startupProbe]) defaultProbe(probe)
  for (const handler of [container.lifecycle?.postStart, container.lifecycle?.preStop]) defaultHandler(handler)
  // Gate ContainerStopSignals, off by default: its field is dropped.
  if (container.lifecycle?.['stopSignal'] !== undefined) delete container.lifecycle['stopSignal']
  if (container.lifecycle && Object.keys(container.lifecycle).length === 0) delete container.lifecycle
  roundResources(container.resources?.limits)
  roundResources(container.resources?.requests)
}

/** The tag that an image's name implies; none when it has a digest, or is no valid image name at all. */
function tagOf(image: string): string | undefined {
  const match = /^([a-zA-Z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::([\w][\w.-]{0,127}))?(@\S+)?$/.exec(
    image,
  )
  if (!match) return undefined
  return match[2] ?? (match[3] ? undefined : 'latest')
}

function defaultProbe(probe: Probe | undefined): void {
  if (!probe) return
  probe.timeoutSeconds ||= 1
  probe.periodSeconds ||= 10
  probe.successThreshold ||= 1
  probe.failureThreshold ||= 3
  if (probe.grpc) probe.grpc.service ??= ''
  defaultHandler(probe)
}

function defaultHandler(handler: Handler | undefined): void {
  if (!handler?.httpGet) return
  handler.httpGet.path ||= '/'
  handler.httpGet.scheme ||= 'HTTP'
}

function defaultFieldRef(ref: FieldRef | undefined): void {
  if (ref) ref.apiVersion ||= 'v1'
}

/** Resource amounts finer than thousandths are rounded up. */
export function roundResources(resources: ResourceList | undefined): void {
  for (const [name, amount] of Object.entries(resources ?? {})) resources![name] = roundedToMilli(amount)
}

type Source = Record<string, unknown>

// rw-r--r--
const FILE_MODE = 0o644

function defaultVolume(volume: Volume): void {
  if (Object.keys(volume).every((key) => key === 'name')) volume['emptyDir'] = {}
  for (const kind of ['secret', 'configMap', 'downwardAPI', 'projected']) {
    const source = volume[kind] as Source | undefined
    if (source) source['defaultMode'] ??= FILE_MODE
  }
  const hostPath = volume['hostPath'] as Source | undefined
  if (hostPath) hostPath['type'] ??= ''
  const ephemeral = volume['ephemeral'] as { volumeClaimTemplate?: { spec: Source } } | undefined
  if (ephemeral?.volumeClaimTemplate) ephemeral.volumeClaimTemplate.spec['volumeMode'] ??= 'Filesystem'
  defaultDownward(volume['downwardAPI'])
  const projected = volume['projected'] as { sources?: Source[] } | undefined
  for (const source of projected?.sources ?? []) {
    defaultDownward(source['downwardAPI'])
    const token = source['serviceAccountToken'] as Source | undefined
    if (token) token['expirationSeconds'] ??= 3600
  }
}

function defaultDownward(source: unknown): void {
  const { items } = (source ?? {}) as { items?: { fieldRef?: FieldRef }[] }
  for (const item of items ?? []) defaultFieldRef(item.fieldRef)
}

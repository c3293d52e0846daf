import { apiVersion, type Manifest, type Resource } from '../client/index.ts'
import { MARKER_LABEL, READINESS_GATE } from './labels.ts'

type Fields = Record<string, unknown>

/**
 * The smallest Pod that the restricted Pod Security Standard admits, with the suite's readiness gate. Each volume is
 * mounted where the workload's program looks for it, and belongs to its group: it is not root.
 */
const podSpec = (image: string, volumes: readonly string[] = []) => ({
  readinessGates: [{ conditionType: READINESS_GATE }],
  containers: [
    {
      name: 'main',
      image,
      resources: { requests: { cpu: '1m', memory: '4Mi' } },
      env: [{ name: 'POD_UID', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.uid' } } }],
      ...(volumes.length > 0 && { volumeMounts: volumes.map((name) => ({ name, mountPath: `/data/${name}` })) }),
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
    },
  ],
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 65532,
    fsGroup: 65532,
    seccompProfile: { type: 'RuntimeDefault' },
  },
  terminationGracePeriodSeconds: 30,
})

/** The kind and the image of all workloads of a run. */
export interface WorkloadSetting {
  readonly kind: Resource
  readonly image: string
}

/** A workload of the kind under test with the default template; `fields` are merged into its spec. */
export function workloadManifest(
  setting: WorkloadSetting,
  name: string,
  replicas: number,
  fields: Fields = {},
): Manifest {
  const { kind, image } = setting
  const claims = (fields['volumeClaimTemplates'] ?? []) as Manifest[]
  const volumes = claims.map(({ metadata }) => String(metadata.name))
  const spec = {
    replicas,
    serviceName: name,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: podSpec(image, volumes) },
  }
  return { apiVersion: apiVersion(kind), kind: kind.kind, metadata: { name }, spec: merged(spec, fields) }
}

interface Templated {
  readonly template: { readonly spec: { readonly containers: Fields[] } }
}

/** The spec of a workload, with `fields` merged into each container of its template. */
export function withContainers(spec: Fields, fields: Fields): Fields {
  const { containers } = (spec as Fields & Templated).template.spec
  return merged(spec, { template: { spec: { containers: containers.map((each) => merged(each, fields)) } } })
}

/** A Pod of the suite's own, with the marker label; `args` are the arguments of the workload's program. */
export function probePodManifest(image: string, name: string, args: string[]): Manifest {
  const { readinessGates: _, containers, ...spec } = podSpec(image)
  const metadata = { name, labels: { [MARKER_LABEL]: 'true' } }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec: { ...spec, containers: containers.map((each) => ({ ...each, args })) },
  }
}

/** A claim template as a StatefulSet lists it. */
export const claimTemplate = (name: string): Fields => ({
  metadata: { name },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
})

/** Merges as JSON merge patch does (RFC 7396): objects field by field, null removes, everything else replaces. */
export function merged(into: Fields, fields: Fields): Fields {
  const result = { ...into }
  for (const [key, value] of Object.entries(fields)) {
    if (value === null) delete result[key]
    else if (isObject(value))
      result[key] = merged(isObject(result[key]) ? (result[key] as Fields) : {}, value as Fields)
    else result[key] = value
  }
  return result
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

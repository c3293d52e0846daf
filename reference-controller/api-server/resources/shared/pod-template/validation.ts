import type { StatusCause } from '../../definition.ts'
import { duplicate, forbidden, oneOf, problems, required } from '../field-errors.ts'
import { validateAnnotations, validateLabels } from '../labels.ts'
import { dnsLabelProblems } from '../names.ts'
import { validateContainers } from './containers.ts'
import type { PodSpec, Volume } from './types.ts'

export interface PodTemplate {
  metadata?: { labels?: Record<string, string>; annotations?: Record<string, string> }
  spec: PodSpec
}

export function validatePodTemplate({ metadata = {}, spec }: PodTemplate, field: string): StatusCause[] {
  return [
    ...validateLabels(metadata.labels, `${field}.labels`),
    ...validateAnnotations(metadata.annotations, `${field}.annotations`),
    ...validatePodSpec(spec, `${field}.spec`),
  ]
}

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never']
const DNS_POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']

/** The rules for a Pod's spec: its containers with ports and mounts, its volumes and its policies. */
export function validatePodSpec(spec: PodSpec, field: string): StatusCause[] {
  const { causes, names } = validateVolumes(spec.volumes ?? [], `${field}.volumes`)
  return [
    ...causes,
    ...validateContainers(spec, names, field),
    ...oneOf(`${field}.restartPolicy`, spec.restartPolicy, RESTART_POLICIES),
    ...oneOf(`${field}.dnsPolicy`, spec.dnsPolicy, DNS_POLICIES),
    ...validateLabels(spec.nodeSelector, `${field}.nodeSelector`),
  ]
}

/** The fields that a volume source requires; the rules of other sources are not known here. */
const REQUIRED: Record<string, string[]> = {
  configMap: ['name'],
  persistentVolumeClaim: ['claimName'],
  secret: ['secretName'],
}

/** The causes, and the names of the valid volumes: only these can be mounted. */
function validateVolumes(volumes: Volume[], field: string): { causes: StatusCause[]; names: Set<string> } {
  const names = new Set<string>()
  const causes = volumes.flatMap((volume, index) => {
    const at = `${field}[${index}]`
    const { name } = volume
    const found = [
      ...validateSource(volume, at),
      ...(name ? problems(`${at}.name`, name, dnsLabelProblems(name)) : [required(`${at}.name`)]),
      ...(names.has(name) ? [duplicate(`${at}.name`, name)] : []),
    ]
    if (found.length === 0) names.add(name)
    return found
  })
  return { causes, names }
}

function validateSource({ name: _name, ...sources }: Volume, field: string): StatusCause[] {
  // kube-apiserver looks at emptyDir first, and at the others in the order of the schema.
  const [first, ...more] = Object.keys(sources).sort((a, b) => Number(b === 'emptyDir') - Number(a === 'emptyDir'))
  if (!first) return [required(field, 'must specify a volume type')]
  const source = sources[first] as Record<string, unknown>
  const missing = (REQUIRED[first] ?? []).filter((name) => !source[name])
  return [
    ...missing.map((name) => required(`${field}.${first}.${name}`)),
    ...more.map((kind) => forbidden(`${field}.${kind}`, 'may not specify more than 1 volume type')),
  ]
}

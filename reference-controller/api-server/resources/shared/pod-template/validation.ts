import type { StatusCause } from '../../definition.ts'
import { duplicate, forbidden, invalid, oneOf, problems, required } from '../field-errors.ts'
import { validateAnnotations, validateLabels } from '../labels.ts'
import { dnsLabelProblems, dnsSubdomainProblems, labelKeyProblems } from '../names.ts'
import { validateContainers, validateInitContainers } from './containers.ts'
import { validateTolerations } from './tolerations.ts'
import type { PodSpec } from './types.ts'
import { validateVolumes } from './volumes.ts'

export interface PodTemplate {
  metadata?: { labels?: Record<string, string>; annotations?: Record<string, string> }
  spec: PodSpec
}

export function validatePodTemplate({ metadata = {}, spec }: PodTemplate, field: string): StatusCause[] {
  const found = [
    ...validateLabels(metadata.labels, `${field}.labels`),
    ...validateAnnotations(metadata.annotations, `${field}.annotations`),
    ...validatePodSpec(spec, `${field}.spec`),
  ]
  if (!spec.ephemeralContainers?.length) return found
  return [...found, forbidden(`${field}.spec.ephemeralContainers`, 'ephemeral containers not allowed in pod template')]
}

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never']
const DNS_POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']

/** The rules for a Pod's spec, in the order in which kube-apiserver reports them. */
export function validatePodSpec(spec: PodSpec, field: string): StatusCause[] {
  const volumes = validateVolumes(spec.volumes ?? [], `${field}.volumes`)
  return [
    ...volumes.causes,
    ...validateContainers(spec, volumes.names, `${field}.containers`),
    ...validateInitContainers(spec, volumes.names, `${field}.initContainers`),
    ...oneOf(`${field}.restartPolicy`, spec.restartPolicy, RESTART_POLICIES),
    ...oneOf(`${field}.dnsPolicy`, spec.dnsPolicy, DNS_POLICIES),
    ...validateLabels(spec.nodeSelector, `${field}.nodeSelector`),
    ...validateGates(spec, field),
    ...validateReferences(spec, field),
    ...validateDeadline(spec.activeDeadlineSeconds, `${field}.activeDeadlineSeconds`),
    ...label(`${field}.hostname`, spec.hostname),
    ...label(`${field}.subdomain`, spec.subdomain),
    ...validateTolerations(spec.tolerations ?? [], `${field}.tolerations`),
  ]
}

function validateGates(spec: PodSpec, field: string): StatusCause[] {
  const gates = (spec.schedulingGates ?? []).map(({ name }) => name)
  return [
    ...(spec.readinessGates ?? []).flatMap(({ conditionType }, index) =>
      problems(`${field}.readinessGates[${index}].conditionType`, conditionType, labelKeyProblems(conditionType)),
    ),
    ...gates.flatMap((name, index) => {
      const at = `${field}.schedulingGates[${index}]`
      const repeated = gates.indexOf(name) < index ? [duplicate(at, name)] : []
      return [...problems(at, name, labelKeyProblems(name)), ...repeated]
    }),
  ]
}

/** Names of other objects. */
function validateReferences(spec: PodSpec, field: string): StatusCause[] {
  const found = (['serviceAccountName', 'nodeName', 'priorityClassName'] as const).flatMap((name) => {
    const value = spec[name]
    return value ? problems(`${field}.${name}`, value, dnsSubdomainProblems(value)) : []
  })
  const unnamed = (spec.imagePullSecrets ?? []).flatMap(({ name }, index) =>
    name ? [] : [required(`${field}.imagePullSecrets[${index}].name`)],
  )
  return [...unnamed, ...found]
}

function validateDeadline(seconds: number | undefined, field: string): StatusCause[] {
  if (seconds === undefined || seconds >= 1) return []
  return [invalid(field, seconds, 'must be between 1 and 2147483647, inclusive')]
}

function label(field: string, value: string | undefined): StatusCause[] {
  return value ? problems(field, value, dnsLabelProblems(value)) : []
}

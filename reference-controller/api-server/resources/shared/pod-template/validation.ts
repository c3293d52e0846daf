import type { StatusCause } from '../../definition.ts'
import { duplicate, forbidden, invalid, notSupported, oneOf, problems } from '../field-errors.ts'
import { validateAnnotations, validateLabels } from '../labels.ts'
import { dnsLabelProblems, dnsSubdomainProblems, labelKeyProblems } from '../names.ts'
import { validateAffinity } from './affinity.ts'
import { validateContainers, validateInitContainers } from './containers.ts'
import { validateDnsConfig, validateHostAliases } from './host-names.ts'
import { validateResources } from './resources.ts'
import { validatePodSecurity } from './security.ts'
import { validateTolerations } from './tolerations.ts'
import { validateTopologySpread } from './topology-spread.ts'
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
  const { causes, volumes } = validateVolumes(spec.volumes ?? [], `${field}.volumes`)
  return [
    ...causes,
    ...validateContainers(spec, volumes, `${field}.containers`),
    ...validateInitContainers(spec, volumes, `${field}.initContainers`),
    ...oneOf(`${field}.restartPolicy`, spec.restartPolicy, RESTART_POLICIES),
    ...oneOf(`${field}.dnsPolicy`, spec.dnsPolicy, DNS_POLICIES),
    ...validateLabels(spec.nodeSelector, `${field}.nodeSelector`),
    ...validatePodSecurity(spec, field),
    ...validateAffinity(spec['affinity'], `${field}.affinity`),
    ...validateDnsConfig(spec, field),
    ...validateGates(spec, field),
    ...validateTopologySpread(spec['topologySpreadConstraints'], `${field}.topologySpreadConstraints`),
    ...validateReferences(spec, ['serviceAccountName', 'nodeName'], field),
    ...validateDeadline(spec.activeDeadlineSeconds, `${field}.activeDeadlineSeconds`),
    ...label(`${field}.hostname`, spec.hostname),
    ...label(`${field}.subdomain`, spec.subdomain),
    ...validateTolerations(spec.tolerations ?? [], `${field}.tolerations`),
    ...validateHostAliases(spec, field),
    ...validateReferences(spec, ['priorityClassName', 'runtimeClassName'], field),
    ...validateRest(spec, field),
  ]
}

function validateRest(spec: PodSpec, field: string): StatusCause[] {
  const { preemptionPolicy, overhead = {} } = spec
  const { name: system } = (spec['os'] ?? {}) as { name?: string }
  const policies = ['PreemptLowerPriority', 'Never']
  const systems = ['linux', 'windows']
  return [
    ...(preemptionPolicy === undefined || policies.includes(preemptionPolicy)
      ? []
      : [notSupported(`${field}.preemptionPolicy`, preemptionPolicy, policies)]),
    ...validateResources({ limits: overhead }, `${field}.overhead`),
    ...(system === undefined || systems.includes(system) ? [] : [notSupported(`${field}.os`, system, systems)]),
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
function validateReferences(spec: PodSpec, names: readonly (keyof PodSpec)[], field: string): StatusCause[] {
  return names.flatMap((name) => {
    const value = spec[name] as string | undefined
    return value ? problems(`${field}.${name}`, value, dnsSubdomainProblems(value)) : []
  })
}

const LONGEST_DEADLINE = 2_147_483_647

function validateDeadline(seconds: number | undefined, field: string): StatusCause[] {
  if (seconds === undefined || (seconds >= 1 && seconds <= LONGEST_DEADLINE)) return []
  return [invalid(field, seconds, `must be between 1 and ${LONGEST_DEADLINE}, inclusive`)]
}

function label(field: string, value: string | undefined): StatusCause[] {
  return value ? problems(field, value, dnsLabelProblems(value)) : []
}

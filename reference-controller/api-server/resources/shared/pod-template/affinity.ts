import type { StatusCause } from '../../definition.ts'
import { forbidden, invalid, problems, required } from '../field-errors.ts'
import { type StructuredSelector, validateLabels, validateSelector } from '../labels.ts'
import { dnsLabelProblems, labelKeyProblems } from '../names.ts'

interface Requirement {
  key: string
  operator: string
  values?: string[]
}

interface NodeTerm {
  matchExpressions?: Requirement[]
  matchFields?: Requirement[]
}

interface PodTerm {
  topologyKey?: string
  labelSelector?: StructuredSelector
  namespaceSelector?: StructuredSelector
  namespaces?: string[]
  matchLabelKeys?: string[]
  mismatchLabelKeys?: string[]
}

interface Affinity {
  nodeAffinity?: {
    requiredDuringSchedulingIgnoredDuringExecution?: { nodeSelectorTerms?: NodeTerm[] | null }
    preferredDuringSchedulingIgnoredDuringExecution?: { weight: number; preference: NodeTerm }[]
  }
  podAffinity?: PodAffinity
  podAntiAffinity?: PodAffinity
}

interface PodAffinity {
  requiredDuringSchedulingIgnoredDuringExecution?: PodTerm[]
  preferredDuringSchedulingIgnoredDuringExecution?: { weight: number; podAffinityTerm: PodTerm }[]
}

const MUST = 'requiredDuringSchedulingIgnoredDuringExecution'
const SHOULD = 'preferredDuringSchedulingIgnoredDuringExecution'

/** Which nodes a Pod wants, and which other Pods it wants near or far. */
export function validateAffinity(value: unknown, field: string): StatusCause[] {
  const { nodeAffinity, podAffinity, podAntiAffinity } = (value ?? {}) as Affinity
  return [
    ...(nodeAffinity ? validateNodeAffinity(nodeAffinity, `${field}.nodeAffinity`) : []),
    ...(podAffinity ? validatePodAffinity(podAffinity, `${field}.podAffinity`) : []),
    ...(podAntiAffinity ? validatePodAffinity(podAntiAffinity, `${field}.podAntiAffinity`) : []),
  ]
}

function validateNodeAffinity(affinity: NonNullable<Affinity['nodeAffinity']>, field: string): StatusCause[] {
  const terms = affinity[MUST] && (affinity[MUST].nodeSelectorTerms ?? [])
  const at = `${field}.${MUST}.nodeSelectorTerms`
  return [
    ...(terms?.length === 0 ? [required(at, 'must have at least one node selector term')] : []),
    ...(terms ?? []).flatMap((term, index) => validateNodeTerm(term, `${at}[${index}]`)),
    ...(affinity[SHOULD] ?? []).flatMap(({ weight, preference }, index) => [
      ...validateWeight(weight, `${field}.${SHOULD}[${index}].weight`),
      ...validateNodeTerm(preference, `${field}.${SHOULD}[${index}].preference`),
    ]),
  ]
}

/** A node selector term. */
export function validateNodeTerm({ matchExpressions = [], matchFields = [] }: NodeTerm, field: string): StatusCause[] {
  return [
    ...matchExpressions.flatMap((one, index) => validateRequirement(one, `${field}.matchExpressions[${index}]`)),
    ...matchFields.flatMap((one, index) => validateFieldRequirement(one, `${field}.matchFields[${index}]`)),
  ]
}

function validateRequirement({ key, operator, values = [] }: Requirement, field: string): StatusCause[] {
  const wrong = problems(`${field}.key`, key, labelKeyProblems(key))
  const at = `${field}.values`
  if (operator === 'In' || operator === 'NotIn') {
    return values.length > 0 ? wrong : [required(at, "must be specified when `operator` is 'In' or 'NotIn'"), ...wrong]
  }
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    const detail = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"
    return values.length === 0 ? wrong : [forbidden(at, detail), ...wrong]
  }
  if (operator === 'Gt' || operator === 'Lt') {
    const detail = "must be specified single value when `operator` is 'Lt' or 'Gt'"
    return values.length === 1 ? wrong : [required(at, detail), ...wrong]
  }
  return [invalid(`${field}.operator`, operator ?? '', 'not a valid selector operator'), ...wrong]
}

function validateFieldRequirement({ key, operator, values = [] }: Requirement, field: string): StatusCause[] {
  const found: StatusCause[] = []
  if (operator !== 'In' && operator !== 'NotIn') {
    found.push(invalid(`${field}.operator`, operator, 'not a valid selector operator'))
  } else if (values.length !== 1) {
    const detail = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"
    found.push(required(`${field}.values`, detail))
  }
  if (key === 'metadata.name') return found
  return [...found, invalid(`${field}.key`, key, 'not a valid field selector key')]
}

function validatePodAffinity(affinity: PodAffinity, field: string): StatusCause[] {
  return [
    ...(affinity[MUST] ?? []).flatMap((term, index) => validatePodTerm(term, `${field}.${MUST}[${index}]`)),
    ...(affinity[SHOULD] ?? []).flatMap(({ weight, podAffinityTerm }, index) => [
      ...validateWeight(weight, `${field}.${SHOULD}[${index}].weight`),
      ...validatePodTerm(podAffinityTerm, `${field}.${SHOULD}[${index}].podAffinityTerm`),
    ]),
  ]
}

function validatePodTerm(term: PodTerm, field: string): StatusCause[] {
  const { topologyKey = '', labelSelector, namespaceSelector, namespaces = [] } = term
  return [
    ...validateSelector(labelSelector, `${field}.labelSelector`),
    ...validateSelector(namespaceSelector, `${field}.namespaceSelector`),
    ...namespaces.flatMap((name) => problems(`${field}.namespace`, name, dnsLabelProblems(name))),
    ...(['matchLabelKeys', 'mismatchLabelKeys'] as const).flatMap((name) =>
      validateLabelKeys(term[name] ?? [], labelSelector, `${field}.${name}`),
    ),
    ...(topologyKey ? [] : [required(`${field}.topologyKey`, 'can not be empty')]),
    ...problems(`${field}.topologyKey`, topologyKey, labelKeyProblems(topologyKey)),
  ]
}

/** Keys of labels whose values are those of the Pod itself. */
export function validateLabelKeys(
  keys: readonly string[],
  selector: StructuredSelector | undefined,
  field: string,
): StatusCause[] {
  if (keys.length === 0) return []
  if (!selector) return [forbidden(field, 'must not be specified when labelSelector is not set')]
  return keys.flatMap((key, index) => validateLabels({ [key]: '' }, `${field}[${index}]`))
}

function validateWeight(weight: number, field: string): StatusCause[] {
  return weight >= 1 && weight <= 100 ? [] : [invalid(field, weight, 'must be in the range 1-100')]
}

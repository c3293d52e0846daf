import type { KubeObject, StatusCause } from '../definition.ts'
import { same } from '../shared/equality.ts'
import { invalid, nonNegativeAmounts, problems, required } from '../shared/field-errors.ts'
import { labelKeyProblems } from '../shared/names.ts'
import type { Rules } from '../shared/strategy.ts'

interface Requirement {
  scopeName: string
  operator: string
  values?: string[]
}

interface Quota extends KubeObject {
  spec?: {
    hard?: Record<string, string>
    scopes?: string[]
    scopeSelector?: { matchExpressions?: Requirement[] | null }
  }
  status?: { hard?: Record<string, string>; used?: Record<string, string> }
}

/** How much of what a namespace may have; which objects are counted does not change. */
export const quotaRules: Rules = {
  validate: (object) => validateQuota(object as Quota),
  validateUpdate: (object, old) => [...validateQuota(object as Quota), ...validateSameScopes(object, old)],
  validateStatusUpdate: (object) => {
    const { hard, used } = (object as Quota).status ?? {}
    return [...validateAmounts('status.hard', hard), ...validateAmounts('status.used', used)]
  },
}

function validateQuota({ spec = {} }: Quota): StatusCause[] {
  return [
    ...validateAmounts('spec.hard', spec.hard),
    ...validateScopes(spec.scopes ?? [], Object.keys(spec.hard ?? {})),
    ...(spec.scopeSelector?.matchExpressions ?? []).flatMap(validateRequirement),
  ]
}

function validateSameScopes(object: KubeObject, old: KubeObject): StatusCause[] {
  const [now, before] = [object, old].map((one) => (one as Quota).spec?.scopes ?? [])
  return same(now, before) ? [] : [invalid('spec.scopes', now, 'field is immutable')]
}

const COUNTED = [
  ...['pods', 'services', 'replicationcontrollers', 'resourcequotas', 'secrets', 'configmaps'],
  ...['persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers'],
]
const MEASURED = ['cpu', 'memory', 'ephemeral-storage']
const STANDARD = [
  ...COUNTED,
  ...MEASURED,
  ...['requests', 'limits'].flatMap((list) => MEASURED.map((name) => `${list}.${name}`)),
  'requests.storage',
]

function validateAmounts(field: string, amounts: Record<string, string> = {}): StatusCause[] {
  return Object.entries(amounts).flatMap(([name, amount]) => {
    const at = `${field}[${name}]`
    const whole = COUNTED.includes(name) && amount.endsWith('m')
    return [
      ...validateName(name, at),
      ...nonNegativeAmounts(at, { '': amount }),
      ...(whole ? [invalid(at, amount, 'must be an integer')] : []),
    ]
  })
}

function validateName(name: string, field: string): StatusCause[] {
  const found = problems(field, name, labelKeyProblems(name))
  if (found.length > 0 || name.includes('/') || STANDARD.includes(name) || /^(requests\.)?hugepages-/.test(name))
    return found
  const standard = 'must be a standard resource'
  return [invalid(field, name, `${standard} type or fully qualified`), invalid(field, name, `${standard} for quota`)]
}

const SCOPES = [
  'Terminating',
  'NotTerminating',
  'BestEffort',
  'NotBestEffort',
  'PriorityClass',
  'CrossNamespacePodAffinity',
]
const CONFLICTS = [
  ['Terminating', 'NotTerminating'],
  ['BestEffort', 'NotBestEffort'],
]

function validateScopes(scopes: string[], names: string[]): StatusCause[] {
  const field = 'spec.scopes'
  const ofPods = (name: string) => name === 'pods' || /(^|\.)(cpu|memory|ephemeral-storage)$/.test(name)
  return [
    ...scopes.flatMap((scope) => {
      if (!SCOPES.includes(scope)) return [invalid(field, scopes, 'unsupported scope')]
      return names.some((name) => !ofPods(name))
        ? [invalid(field, scopes, 'unsupported scope applied to resource')]
        : []
    }),
    ...(CONFLICTS.some((pair) => pair.every((one) => scopes.includes(one)))
      ? [invalid(field, scopes, 'conflicting scopes')]
      : []),
  ]
}

function validateRequirement({ operator, values = [] }: Requirement): StatusCause[] {
  if (!['In', 'NotIn'].includes(operator) || values.length > 0) return []
  const detail = "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector"
  return [required('spec.scopeSelector.matchExpressions.values', detail)]
}

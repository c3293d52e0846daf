import type { StatusCause } from '../../definition.ts'
import { invalid, notSupported, problems } from '../field-errors.ts'
import { labelKeyProblems, labelValueProblems } from '../names.ts'
import type { Toleration } from './types.ts'

export function validateTolerations(tolerations: Toleration[], field: string): StatusCause[] {
  return tolerations.flatMap((toleration, index) => validateToleration(toleration, `${field}[${index}]`))
}

function validateToleration(toleration: Toleration, field: string): StatusCause[] {
  const { key, operator, effect, tolerationSeconds } = toleration
  return [
    ...(key ? problems(`${field}.key`, key, labelKeyProblems(key)) : []),
    ...(!key && operator !== 'Exists'
      ? [
          invalid(
            `${field}.operator`,
            operator ?? '',
            'operator must be Exists when `key` is empty, which means "match all values and all keys"',
          ),
        ]
      : []),
    ...(tolerationSeconds !== undefined && effect !== 'NoExecute'
      ? [invalid(`${field}.effect`, effect ?? '', "effect must be 'NoExecute' when `tolerationSeconds` is set")]
      : []),
    ...validateOperator(toleration, `${field}.operator`),
    ...validateEffect(effect, `${field}.effect`),
  ]
}

function validateOperator({ operator = '', value = '' }: Toleration, field: string): StatusCause[] {
  if (operator === 'Exists') {
    return value ? [invalid(field, value, "value must be empty when `operator` is 'Exists'")] : []
  }
  // Comparisons are behind a gate that is off, but the refusal names them.
  if (operator !== '' && operator !== 'Equal') return [notSupported(field, operator, operators(operator))]
  const found = labelValueProblems(value)
  return found.length > 0 ? [invalid(field, value, found.join(';'))] : []
}

const operators = (asked: string) =>
  ['Lt', 'Gt'].includes(asked) ? ['Equal', 'Exists', 'Lt', 'Gt'] : ['Equal', 'Exists']

function validateEffect(effect: string | undefined, field: string): StatusCause[] {
  const supported = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']
  return effect && !supported.includes(effect) ? [notSupported(field, effect, supported)] : []
}

// The DefaultTolerationSeconds admission plugin: Pods stay five minutes on a node that fails.
const FAILURES = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']
const STAY_SECONDS = 300

/** The tolerations that admission adds, where the Pod says nothing itself about the two failures of a node. */
export function withDefaultTolerations(tolerations: Toleration[]): Toleration[] {
  const missing = FAILURES.filter((failure) => !tolerations.some((toleration) => covers(toleration, failure)))
  const added = missing.map((key) => ({
    key,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: STAY_SECONDS,
  }))
  return [...tolerations, ...added]
}

function covers({ key, effect }: Toleration, failure: string): boolean {
  return (!key || key === failure) && (!effect || effect === 'NoExecute')
}

import { isDeepStrictEqual } from 'node:util'
import type { LabelSelector, Pod, PodDisruptionBudget } from '../client/index.ts'

type Status = NonNullable<PodDisruptionBudget['status']>

export interface StatusInput {
  /** The wanted replicas of a StatefulSet of the namespace. */
  scaleOf(name: string): number | undefined
  now: number
  nowText: string
}

export type BudgetStatus = typeof budgetStatus

// A Pod that was to be evicted and is still there after this time counts again.
const DELETION_TIMEOUT = 2 * 60_000

/** The new status, unless it is as it should be; and when to look again, should nothing change until then. */
export function budgetStatus(
  budget: PodDisruptionBudget,
  pods: readonly Pod[],
  { scaleOf, now, nowText }: StatusInput,
): { status?: Status; recheckAt: number | undefined } {
  const old = budget.status ?? {}
  const present = pods.filter(({ metadata }) => !metadata.deletionTimestamp)
  const awaited = present.flatMap(({ metadata: { name } }) => {
    const since = old.disruptedPods?.[name]
    return since && Date.parse(since) + DELETION_TIMEOUT >= now ? [[name, since] as const] : []
  })
  const disruptedPods = Object.fromEntries(awaited)
  const ends = awaited.map(([, since]) => Date.parse(since) + DELETION_TIMEOUT)
  const healthy = present.filter((pod) => isReady(pod) && !disruptedPods[pod.metadata.name]).length
  const { expected, desired } = wanted(budget, pods, scaleOf)
  const allowed = expected > 0 ? Math.max(0, healthy - desired) : 0
  const status: Status = {
    ...(budget.metadata.generation ? { observedGeneration: budget.metadata.generation } : {}),
    ...(awaited.length > 0 ? { disruptedPods } : {}),
    disruptionsAllowed: allowed,
    currentHealthy: healthy,
    desiredHealthy: desired,
    expectedPods: expected,
    conditions: conditionsOf(budget, allowed, nowText),
  }
  const recheckAt = ends.length > 0 ? Math.min(...ends) + 1 : undefined
  return isDeepStrictEqual(sorted(status), sorted(old)) ? { recheckAt } : { status, recheckAt }
}

/** The number of Pods expected, and how many of them must stay healthy. */
function wanted({ spec = {} }: PodDisruptionBudget, pods: readonly Pod[], scaleOf: StatusInput['scaleOf']) {
  const { minAvailable, maxUnavailable } = spec
  if (maxUnavailable !== undefined) {
    const expected = scaleOfOwners(pods, scaleOf)
    return { expected, desired: Math.max(0, expected - absolute(maxUnavailable, expected)) }
  }
  if (typeof minAvailable === 'number') return { expected: pods.length, desired: minAvailable }
  if (minAvailable === undefined) return { expected: 0, desired: 0 }
  const expected = scaleOfOwners(pods, scaleOf)
  return { expected, desired: absolute(minAvailable, expected) }
}

/** Parts of a Pod are rounded up. */
function absolute(value: number | string, total: number): number {
  return typeof value === 'number' ? value : Math.ceil((Number.parseInt(value, 10) * total) / 100)
}

function scaleOfOwners(pods: readonly Pod[], scaleOf: StatusInput['scaleOf']): number {
  const owners = pods.flatMap(({ metadata }) => metadata.ownerReferences?.filter(({ controller }) => controller) ?? [])
  const sets = new Set(owners.filter(({ kind }) => kind === 'StatefulSet').map(({ name }) => name))
  return [...sets].reduce((sum, name) => sum + (scaleOf(name) ?? 0), 0)
}

function conditionsOf(
  { metadata, status }: PodDisruptionBudget,
  allowed: number,
  nowText: string,
): NonNullable<Status['conditions']> {
  const [value, reason] = allowed > 0 ? ['True', 'SufficientPods'] : ['False', 'InsufficientPods']
  const before = status?.conditions?.find(({ type }) => type === 'DisruptionAllowed')
  const since = before?.status === value ? before.lastTransitionTime : nowText
  return [
    ...(status?.conditions ?? []).filter(({ type }) => type !== 'DisruptionAllowed'),
    {
      type: 'DisruptionAllowed',
      status: value,
      ...(metadata.generation ? { observedGeneration: metadata.generation } : {}),
      lastTransitionTime: since,
      reason,
      message: '',
    },
  ]
}

/** Without what is empty, and without an order of fields. */
function sorted(status: Status): unknown {
  return JSON.parse(JSON.stringify(status, (_, value) => (value === 0 || value === '' ? undefined : value)))
}

function isReady({ status }: Pod): boolean {
  return status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false
}

/** True if a budget is about a Pod. */
export function selectsPod({ metadata, spec }: PodDisruptionBudget, pod: Pod): boolean {
  return metadata.namespace === pod.metadata.namespace && selects(spec?.selector, pod.metadata.labels ?? {})
}

/** No selector selects nothing; an empty one, everything. */
function selects(selector: LabelSelector | undefined, labels: Record<string, string>): boolean {
  if (!selector) return false
  const pairs = Object.entries(selector.matchLabels ?? {})
  const expressions = selector.matchExpressions ?? []
  return (
    pairs.every(([key, value]) => labels[key] === value) &&
    expressions.every(({ key, operator, values = [] }) => {
      const value = labels[key]
      if (operator === 'Exists') return value !== undefined
      if (operator === 'DoesNotExist') return value === undefined
      return (value !== undefined && values.includes(value)) === (operator === 'In')
    })
  )
}

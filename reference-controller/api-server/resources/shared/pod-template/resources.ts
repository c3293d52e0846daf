import type { StatusCause } from '../../definition.ts'
import { forbidden, invalid, notFoundBecause, problems, required } from '../field-errors.ts'
import { labelKeyProblems } from '../names.ts'
import { compareQuantities } from '../quantity.ts'
import type { ResourceList, Resources } from './types.ts'

/** Amounts are not negative, requests do not exceed limits, and what cannot be shared is asked for as it is limited. */
export function validateResources(
  { limits = {}, requests = {}, claims = [] }: Resources,
  field: string,
): StatusCause[] {
  return [
    ...Object.entries(limits).flatMap(([name, amount]) => validateAmount(name, amount, `${field}.limits`)),
    ...Object.entries(requests).flatMap(([name, amount]) => [
      ...validateAmount(name, amount, `${field}.requests`),
      ...validateAgainstLimit(name, amount, limits, field),
    ]),
    ...(needsMore({ ...limits, ...requests }) ? [forbidden(field, 'HugePages require cpu or memory')] : []),
    ...claims.map(({ name }, index) =>
      notFoundBecause(
        `${field}.claims[${index}]`,
        name,
        'must be one of the names in pod.spec.resourceClaims which is empty',
      ),
    ),
  ]
}

function validateAmount(name: string, amount: string, list: string): StatusCause[] {
  const field = `${list}[${name}]`
  const found = validateName(name, field)
  if (compareQuantities(amount, '0') < 0) found.push(invalid(field, amount, 'must be greater than or equal to 0'))
  if (name.includes('/') && /m$/.test(amount)) found.push(invalid(field, amount, 'must be an integer'))
  return found
}

const OF_CONTAINERS = ['cpu', 'memory', 'ephemeral-storage']
const STANDARD = [
  ...OF_CONTAINERS,
  ...['storage', 'pods', 'services', 'replicationcontrollers', 'resourcequotas', 'secrets', 'configmaps'],
  ...['persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers'],
  ...['requests', 'limits'].flatMap((list) => OF_CONTAINERS.map((name) => `${list}.${name}`)),
  'requests.storage',
]
const isHugePages = (name: string) => name.startsWith('hugepages-')

function validateName(name: string, field: string): StatusCause[] {
  if (!name.includes('/')) {
    if (OF_CONTAINERS.includes(name) || isHugePages(name)) return []
    const wrong = STANDARD.includes(name)
      ? []
      : [invalid(field, name, 'must be a standard resource type or fully qualified')]
    return [...wrong, invalid(field, name, 'must be a standard resource for containers')]
  }
  const found = problems(field, name, labelKeyProblems(name))
  if (isNative(name) || (found.length === 0 && !name.startsWith('requests.'))) return found
  return [...found, invalid(field, name, "doesn't follow extended resource name standard")]
}

/** Only resources of Kubernetes itself may be promised to more than can have them. */
const isNative = (name: string) => !name.includes('/') || name.split('/')[0]!.endsWith('kubernetes.io')

function validateAgainstLimit(name: string, amount: string, limits: ResourceList, field: string): StatusCause[] {
  const limit = Object.hasOwn(limits, name) ? limits[name] : undefined
  const shared = isNative(name) && !isHugePages(name)
  if (limit === undefined) {
    return shared ? [] : [required(`${field}.limits`, 'Limit must be set for non overcommitable resources')]
  }
  const compared = compareQuantities(amount, limit)
  if (!shared && compared !== 0)
    return [invalid(`${field}.requests`, amount, `must be equal to ${name} limit of ${limit}`)]
  const detail = `must be less than or equal to ${name} limit of ${limit}`
  return compared > 0 ? [invalid(`${field}.requests`, amount, detail)] : []
}

function needsMore(all: ResourceList): boolean {
  return Object.keys(all).some(isHugePages) && all['cpu'] === undefined && all['memory'] === undefined
}

import { COUNTED_BY_NAME, type KubeObject, type ResourceDefinition } from '../../resources/index.ts'
import { type Cluster, folderOf, forbidden, qualified } from '../request/index.ts'

/**
 * The plugin ResourceQuota, as far as it counts objects: `count/statefulsets.apps`, `pods`,
 * `persistentvolumeclaims` and so on. Usage is counted for each request, so no quota controller is needed and no
 * status is outdated. Quotas of amounts (CPU, memory, storage) and with scopes are refused
 * (resources/resourcequotas).
 */
export function admitWithinQuota(cluster: Cluster, definition: ResourceDefinition, object: KubeObject): void {
  const { namespace, name } = object.metadata
  if (!namespace) return
  const quotas = cluster.store.list(folderOf({ plural: 'resourcequotas' }, namespace)).entries
  for (const { value: quota } of quotas) {
    const exceeded = limitsOf(quota)
      .filter(([limit]) => concerns(limit, definition))
      .map(([limit, hard]) => ({ limit, hard, used: usage(cluster, { definition, namespace, limit }) }))
      .filter(({ hard, used }) => used + 1 > countOf(hard))
      .sort((a, b) => (a.limit < b.limit ? -1 : 1))
    if (exceeded.length === 0) continue
    const requested = exceeded.map(({ limit }) => `${limit}=1`).join(',')
    const used = exceeded.map(({ limit, used }) => `${limit}=${used}`).join(',')
    const limited = exceeded.map(({ limit, hard }) => `${limit}=${hard}`).join(',')
    const problem = `exceeded quota: ${quota.metadata.name}, requested: ${requested}, used: ${used}, limited: ${limited}`
    throw forbidden(definition, name, problem)
  }
}

function concerns(limit: string, definition: ResourceDefinition): boolean {
  if (limit === `count/${qualified(definition)}`) return true
  return definition.group === '' && limit === definition.plural && COUNTED_BY_NAME.includes(limit)
}

function limitsOf(quota: KubeObject): [string, string][] {
  const spec = quota['spec'] as { hard?: Record<string, string> } | undefined
  return Object.entries(spec?.hard ?? {})
}

interface Counted {
  definition: ResourceDefinition
  namespace: string
  limit: string
}

function usage(cluster: Cluster, { definition, namespace, limit }: Counted): number {
  const { entries } = cluster.store.list(folderOf(definition, namespace))
  return limit === 'pods' ? entries.filter(({ value }) => !isTerminal(value)).length : entries.length
}

/** Finished Pods use nothing (but `count/pods` counts them until they are removed). */
function isTerminal(pod: KubeObject): boolean {
  const { phase } = (pod['status'] ?? {}) as { phase?: string }
  return phase === 'Failed' || phase === 'Succeeded'
}

const THOUSANDS: Record<string, number> = { k: 1e3, M: 1e6, G: 1e9 }

/** Limits of counts are quantities; only whole ones make sense. */
function countOf(quantity: string): number {
  const [, digits = '', suffix = ''] = /^(\d+)([kMG]?)$/.exec(String(quantity)) ?? []
  return digits === '' ? Number.POSITIVE_INFINITY : Number(digits) * (THOUSANDS[suffix] ?? 1)
}

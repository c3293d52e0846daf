import { type KubeObject, type Resource, resources } from '../client/index.ts'
import { RUN_LABEL } from '../labels.ts'
import type { Finding, Question } from './answer.ts'

/** The most objects that one namespace of the suite holds, with a margin. */
const AT_MOST: Readonly<Record<string, number>> = {
  pods: 30,
  'count/pods': 30,
  persistentvolumeclaims: 40,
  'count/persistentvolumeclaims': 40,
  services: 5,
  'count/services': 5,
  'count/controllerrevisions.apps': 60,
}

const SETS = 5

/** Why a quota would refuse what scenarios create; empty if it would not. */
export function tooSmall(quota: KubeObject, { plural, group }: Pick<Resource, 'plural' | 'group'>): string[] {
  const hard = (quota.spec?.['hard'] ?? {}) as Record<string, string>
  return Object.entries(hard).flatMap(([what, limit]) => {
    const needed = what === `count/${plural}.${group}` ? SETS : AT_MOST[what]
    if (needed !== undefined && Number(limit) < needed) return [`${what}: ${limit} (a scenario needs up to ${needed})`]
    return what.startsWith('limits.') ? [`${what} (the suite’s Pods set no limits)`] : []
  })
}

/** Counts the namespaces that hold each object: an object in several is often created in each new one too. */
function spread(objects: readonly KubeObject[]): string {
  const names = objects.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
  return names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
}

/** In a fresh namespace there is none, unless somebody puts one into each: the run looks once more when it has one. */
export const limits: Question = {
  what: 'quotas and limit ranges',
  async ask({ api, kind }) {
    const [quotas, ranges] = await Promise.all([
      api.list<KubeObject>(resources.quotas),
      api.list<KubeObject>(resources.limitRanges),
    ])
    // Those in namespaces of other runs are part of a scenario.
    const runs = await api.list<KubeObject>(resources.namespaces, undefined, `?labelSelector=${RUN_LABEL}`)
    const ours = new Set(runs.items.map(({ metadata }) => metadata.name))
    const others = ({ metadata }: KubeObject) => !ours.has(metadata.namespace ?? '')
    const small = quotas.items.filter((quota) => others(quota) && tooSmall(quota, kind).length > 0)
    const ranging = ranges.items.filter(others)
    const findings: Finding[] = [
      ...(small.length > 0
        ? [
            {
              severity: 'warning' as const,
              text: `quotas too small for the suite: ${spread(small)} (${tooSmall(small[0] as KubeObject, kind).join('; ')})`,
              remedy: `see that none is put into new namespaces with the label ${RUN_LABEL}`,
            },
          ]
        : []),
      ...(ranging.length > 0
        ? [
            {
              severity: 'warning' as const,
              text: `limit ranges change or refuse Pods: ${spread(ranging)}`,
              remedy: `see that none is put into new namespaces with the label ${RUN_LABEL}`,
            },
          ]
        : []),
    ]
    const found = `${quotas.items.filter(others).length} quotas, ${ranging.length} limit ranges, in other namespaces`
    return { found, findings }
  },
}

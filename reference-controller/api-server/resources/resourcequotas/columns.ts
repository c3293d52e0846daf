import type { KubeObject } from '../definition.ts'
import { ageColumn, type Column, column, nameColumn } from '../shared/columns.ts'

interface SeenQuota extends KubeObject {
  status?: { hard?: Record<string, string>; used?: Record<string, string> }
}

const isLimit = (resource: string) => resource.startsWith('limits.')

export const resourceQuotaColumns: Column[] = [
  nameColumn,
  column<SeenQuota>('Request', (quota) => usage(quota, (resource) => !isLimit(resource))),
  column<SeenQuota>('Limit', (quota) => usage(quota, isLimit)),
  ageColumn,
]

function usage({ status }: SeenQuota, shown: (resource: string) => boolean): string {
  const resources = Object.keys(status?.hard ?? {}).filter(shown)
  return resources
    .sort()
    .map((resource) => `${resource}: ${status?.used?.[resource] ?? '0'}/${status?.hard?.[resource]}`)
    .join(', ')
}

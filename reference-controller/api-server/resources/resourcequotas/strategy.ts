import type { KubeObject, StatusCause } from '../definition.ts'
import { forbidden, nonNegativeAmounts } from '../shared/field-errors.ts'
import type { Rules } from '../shared/strategy.ts'
import { COUNTED_BY_NAME, isCounted } from './counted.ts'

interface Quota extends KubeObject {
  spec?: { hard?: Record<string, string>; scopes?: string[]; scopeSelector?: object }
}

/**
 * A quota limits the number of objects in a namespace; http/admission/quota.ts counts them. Limits that it does not
 * count are refused: a quota that is accepted and never enforced would hide what a controller does under it.
 */
export const quotaRules: Rules = {
  validate: (object) => validateQuota((object as Quota).spec),
}

const NOT_COUNTED = `this embedded API server counts objects only: count/<resource>.<group>, ${COUNTED_BY_NAME.join(', ')}`

function validateQuota({ hard = {}, scopes, scopeSelector }: NonNullable<Quota['spec']> = {}): StatusCause[] {
  const scoped = [...(scopes?.length ? ['spec.scopes'] : []), ...(scopeSelector ? ['spec.scopeSelector'] : [])]
  return [
    ...Object.entries(hard).flatMap(([limit, amount]) => validateLimit(`spec.hard[${limit}]`, limit, amount)),
    ...scoped.map((field) => forbidden(field, 'this embedded API server counts without scopes only')),
  ]
}

function validateLimit(field: string, limit: string, amount: string): StatusCause[] {
  if (!isCounted(limit)) return [forbidden(field, NOT_COUNTED)]
  return nonNegativeAmounts(field, { '': amount })
}

import type { KubeObject, StatusCause } from '../definition.ts'
import { nonNegativeAmounts } from '../shared/field-errors.ts'
import type { Rules } from '../shared/strategy.ts'

interface Quota extends KubeObject {
  spec?: { hard?: Record<string, string> }
}

/** A quota limits the amounts in a namespace; http/admission/quota.ts counts them. */
export const quotaRules: Rules = {
  validate: (object) => validateAmounts((object as Quota).spec?.hard),
}

const validateAmounts = (hard: Record<string, string> = {}): StatusCause[] =>
  Object.entries(hard).flatMap(([name, amount]) => nonNegativeAmounts(`spec.hard[${name}]`, { '': amount }))

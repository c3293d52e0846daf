import { causeOf } from '../blame.ts'
import { changesOf } from './all-changes.ts'
import type { Invariant } from './invariant.ts'
import { actionsBetween } from './suite.ts'

export const servicesUntouched: Invariant = {
  guarantee: 'SS-DNS-009',
  sentence: 'the controller neither creates nor deletes a Service',
  breaches: (history) =>
    changesOf(history, 'services').flatMap((change) => {
      const { what, name, seq } = change
      if (what === 'changed' || what === 'removed') return []
      const asked = actionsBetween(history.trace, 0, seq).some(
        (action) => action.resource === 'services' && action.name === name && `${action.verb}d` === what,
      )
      if (asked) return []
      return [{ because: `Service ${name} was ${what}`, seen: what, at: seq, cause: causeOf(change) }]
    }),
}

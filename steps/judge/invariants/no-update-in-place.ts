import { causeOf } from '../blame.ts'
import { changesOf } from './all-changes.ts'
import type { Invariant } from './invariant.ts'
import { controllerOf, setsOf } from './sets.ts'
import { actionsBetween } from './suite.ts'

const IN_PLACE = /^(spec\.(initContainers|containers|volumes)|labels\[controller-revision-hash\])$/

export const noUpdateInPlace: Invariant = {
  guarantee: 'SS-UPD-002',
  sentence: 'an update replaces a Pod and does not change it in place',
  breaches: (history) => {
    const { trace } = history
    const sets = setsOf(history)
    return changesOf(history, 'pods').flatMap((change) => {
      const { name, seq, object } = change
      const field = change.fields.find((each) => IN_PLACE.test(each))
      if (field === undefined || !sets.has(controllerOf(object, history) ?? '')) return []
      const patched = actionsBetween(trace, 0, seq).some(
        (action) => action.verb === 'patch' && action.resource === 'pods' && action.name === name && !action.own,
      )
      if (patched) return []
      const because = `${field} of ${name} changed in place`
      return [{ because, seen: field, at: seq, cause: causeOf({ ...change, fields: [field] }) }]
    })
  },
}

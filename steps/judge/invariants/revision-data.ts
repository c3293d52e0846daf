import { causeOf } from '../blame.ts'
import { changesOf } from './all-changes.ts'
import type { Invariant } from './invariant.ts'
import { actionsBetween } from './suite.ts'

const REVISIONS = 'controllerrevisions'

export const revisionData: Invariant = {
  guarantee: 'SS-REV-009',
  sentence: 'the data of a revision never changes',
  breaches: (history) =>
    changesOf(history, REVISIONS).flatMap((change) => {
      const { name, seq } = change
      const patched = actionsBetween(history.trace, 0, seq).some(
        (action) => action.verb === 'patch' && action.resource === REVISIONS && action.name === name,
      )
      if (!change.fields.includes('data') || patched) return []
      const cause = causeOf({ ...change, fields: ['data'] })
      return [{ because: `the data of revision ${name} changed`, seen: change.object['data'], at: seq, cause }]
    }),
}

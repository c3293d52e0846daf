import { type Change, changes } from '../observe/changes.ts'
import { countedKinds } from '../observe/kinds.ts'
import type { Expectations } from './expectation.ts'
import { isExplained } from './explained.ts'
import type { Moment } from './verdict.ts'

/**
 * The unexpected changes in the window of the workload and of the kinds that count (kinds.ts). A
 * change of several fields is reported once for each field that is not explained.
 */
export function unexpectedChanges(moment: Moment, known: Expectations): Change[] {
  const { trace, header, from } = moment
  return [header.kind.plural, ...countedKinds]
    .flatMap((resource) => changes(trace, resource, from, header.marks))
    .flatMap((change) =>
      change.fields.length > 0 ? change.fields.map((field) => ({ ...change, fields: [field] })) : [change],
    )
    .filter((change) => !isExplained(change, moment, known))
    .sort((a, b) => a.seq - b.seq)
}

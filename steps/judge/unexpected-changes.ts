import { type Change, changes } from '../observe/changes.ts'
import type { Expectations } from './expectation.ts'
import { isExplained } from './explained.ts'
import type { Moment } from './verdict.ts'

/** Besides the workload itself, what a controller of it makes. */
export const MADE = ['pods', 'persistentvolumeclaims', 'controllerrevisions'] as const

/**
 * The unexpected changes in the window of the workload, its Pods, claims, revisions and Services. A
 * change of several fields is reported once for each field that is not explained.
 */
export function unexpectedChanges(moment: Moment, known: Expectations): Change[] {
  const { trace, header, from } = moment
  return [header.kind.plural, ...MADE, 'services']
    .flatMap((resource) => changes(trace, resource, from, header.marks))
    .flatMap((change) =>
      change.fields.length > 0 ? change.fields.map((field) => ({ ...change, fields: [field] })) : [change],
    )
    .filter((change) => !isExplained(change, moment, known))
    .sort((a, b) => a.seq - b.seq)
}

import { parse } from 'yaml'
import type { Expectations } from '../expectation.ts'
import { objectsOf, ofObject, spokenName, whether } from '../states.ts'
import type { Moment } from '../verdict.ts'

/** The status that the workload reports. */
export const statusExpectations: Expectations = {
  'StatefulSet {name} reports:': {
    check: (moment: Moment, name: string, yaml: string) =>
      ofObject(moment, { what: 'StatefulSet', name }, ({ status = {} }) => {
        const expected = parse(yaml) as Record<string, unknown>
        // The API leaves out counters that are zero.
        const seen = Object.fromEntries(Object.keys(expected).map((key) => [key, named(moment, key, status[key] ?? 0)]))
        return whether(
          JSON.stringify(seen) === JSON.stringify(expected),
          `the status of ${name} is not what its Pods are`,
          {
            expected,
            seen,
            cause: { verb: 'report', resource: moment.header.kind.plural, name },
          },
        )
      }),
  },
}

const REVISIONS = ['currentRevision', 'updateRevision']

/** A revision that is there is called by the version of its template. */
function named(moment: Moment, field: string, value: unknown): unknown {
  if (!REVISIONS.includes(field)) return value
  const revision = objectsOf(moment, 'controllerrevisions').find(({ metadata }) => metadata.name === value)
  return revision ? spokenName('revision', revision) : value
}

import { parse } from 'yaml'
import type { Expectations } from '../expectation.ts'
import { ofObject, whether } from '../states.ts'
import type { Moment } from '../verdict.ts'

/** The status that the workload reports. */
export const statusExpectations: Expectations = {
  'StatefulSet {name} reports:': {
    check: (moment: Moment, name: string, yaml: string) =>
      ofObject(moment, { what: 'StatefulSet', name }, ({ status = {} }) => {
        const expected = parse(yaml) as Record<string, unknown>
        // The API leaves out counters that are zero.
        const seen = Object.fromEntries(Object.keys(expected).map((key) => [key, status[key] ?? 0]))
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

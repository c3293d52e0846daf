import type { KubeObject } from '../../client/index.ts'
import { ofKind } from '../../observe/trace.ts'
import type { Expectations } from '../expectation.ts'
import { pending } from '../states.ts'
import type { Moment } from '../verdict.ts'
import { fieldsAre } from './objects.ts'

/** The answers of the API server to requests that a step has written down. */
export const responseExpectations: Expectations = {
  'the API server answered with:': {
    check: ({ trace, from }: Moment, table: readonly string[][]) => {
      const last = ofKind(trace, 'response').findLast(({ seq }) => seq >= from)
      if (!last) return pending('no request was answered', { seen: ofKind(trace, 'answered').at(-1)?.text })
      // The name stands for a list too, which has none.
      const { metadata, ...rest } = last.body as Partial<KubeObject>
      return fieldsAre({ ...rest, metadata: { name: 'the answer', ...metadata } } as KubeObject, table, 'responses')
    },
  },
}

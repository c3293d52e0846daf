import type { Expectations } from '../expectation.ts'
import { pending, whether } from '../states.ts'
import type { Moment } from '../verdict.ts'

/** The phrase that asks about a refusal of a request of the suite. */
export const REJECTED = 'the API server rejected the request with {refusal}'

interface Refusal {
  readonly code: number
  readonly reason: string
}

/** The answers of the API server to the suite itself. */
export const rejectionExpectations: Expectations = {
  [REJECTED]: {
    check: ({ trace, from }: Moment, { code, reason }: Refusal) => {
      const answers = trace.entries.slice(from).filter((entry) => entry.kind === 'answered')
      const [first] = answers
      if (!first) return pending('no request was rejected', { expected: `${code} ${reason}`, seen: 'accepted' })
      const seen = `${first.code} ${(first.status as { reason?: string } | undefined)?.reason}`
      return whether(seen === `${code} ${reason}`, 'the request was rejected otherwise', {
        expected: `${code} ${reason}`,
        seen,
      })
    },
  },
}

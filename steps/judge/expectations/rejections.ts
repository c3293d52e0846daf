import type { EntryOf } from '../../observe/trace.ts'
import type { Expectations } from '../expectation.ts'
import { pending, whether } from '../states.ts'
import type { ExpectationState, Moment } from '../verdict.ts'

interface Refusal {
  readonly code: number
  readonly reason: string
}

/** The answer of the API server, as far as a Then asks about it. */
interface Status {
  readonly reason?: string
  readonly details?: { readonly causes?: readonly { readonly reason?: string; readonly field?: string }[] }
}

/** The answers of the API server to the suite itself. */
export const rejectionExpectations: Expectations = {
  'the API server rejected the request with {refusal}': {
    check: (moment: Moment, { code, reason }: Refusal) =>
      ofRefusal(moment, `${code} ${reason}`, (answer) => [headOf(answer)]),
  },
  'the API server rejected field {word} as {word}': {
    check: (moment: Moment, field: string, reason: string) =>
      ofRefusal(moment, `${reason} of ${field}`, (answer) =>
        headOf(answer) === '422 Invalid' ? causesOf(answer) : [headOf(answer)],
      ),
  },
}

/** Whether a phrase is about a refusal of a request of the suite. */
export const isAboutRejection = (phrase: string): boolean => phrase in rejectionExpectations

/** Asks of the first refusal in the window whether it says what is expected. */
function ofRefusal(
  { trace, from }: Moment,
  expected: string,
  saidBy: (answer: EntryOf<'answered'>) => string[],
): ExpectationState {
  const first = trace.entries.slice(from).find((entry) => entry.kind === 'answered')
  if (!first) return pending('no request was rejected', { expected, seen: 'accepted' })
  const said = saidBy(first)
  return whether(said.includes(expected), 'the request was rejected otherwise', { expected, seen: said.join(', ') })
}

const statusOf = ({ status }: EntryOf<'answered'>): Status => (status ?? {}) as Status

const headOf = (answer: EntryOf<'answered'>): string => `${answer.code} ${statusOf(answer).reason}`

const causesOf = (answer: EntryOf<'answered'>): string[] =>
  (statusOf(answer).details?.causes ?? []).map(({ reason, field }) => `${reason} of ${field}`)

import { ofKind } from '../../observe/trace.ts'
import type { Expectations } from '../expectation.ts'
import { kept, pending } from '../states.ts'
import type { Moment } from '../verdict.ts'

/** What the last command of kubectl printed. */
export const kubectlExpectations: Expectations = {
  'kubectl {outcome} and printed:': {
    check: ({ trace, from }: Moment, outcome: 'succeeded' | 'failed', text: string) => {
      const last = ofKind(trace, 'printed').findLast(({ seq }) => seq >= from)
      if (!last) return pending('kubectl was not run', { expected: text })
      if ((last.code === 0) !== (outcome === 'succeeded'))
        return pending(`kubectl ended with exit code ${last.code}`, { expected: outcome, seen: last.text })
      const [expected, seen] = [linesOf(text), linesOf(last.text)]
      return agree(expected, seen) ? kept : pending('kubectl printed something else', { expected, seen })
    },
  },
}

/** The width of a column depends on the longest cell. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter((line) => line !== '')

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  '<any>': '.*',
  '<age>': '\\d+[a-z0-9]+',
  '<node>': '[a-z0-9.-]+',
  '<revision>': '[a-z0-9-]+',
}

/** A line that stands for any number of lines. */
const ANY_LINES = '...'

function agree(expected: readonly string[], seen: readonly string[]): boolean {
  const [first, ...others] = expected
  if (first === undefined) return seen.length === 0
  if (first === ANY_LINES) return agree(others, seen) || (seen.length > 0 && agree(expected, seen.slice(1)))
  const [line, ...rest] = seen
  return line !== undefined && fits(first, line) && agree(others, rest)
}

function fits(expected: string, seen: string): boolean {
  const pattern = expected
    .replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')
    .replace(/<any>|<age>|<node>|<revision>/g, (placeholder) => PLACEHOLDERS[placeholder] ?? '')
  return new RegExp(`^${pattern}$`).test(seen)
}

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
      const same = expected.length === seen.length && expected.every((line, at) => fits(line, seen[at] ?? ''))
      return same ? kept : pending('kubectl printed something else', { expected, seen })
    },
  },
}

/** The width of a column depends on the longest cell. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter((line) => line !== '')

const PLACEHOLDERS: Readonly<Record<string, string>> = { '<age>': '\\d+[a-z0-9]+', '<revision>': '[a-z0-9-]+' }

function fits(expected: string, seen: string): boolean {
  const pattern = expected
    .replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')
    .replace(/<age>|<revision>/g, (placeholder) => PLACEHOLDERS[placeholder] ?? '')
  return new RegExp(`^${pattern}$`).test(seen)
}

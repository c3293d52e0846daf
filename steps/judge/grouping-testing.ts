import { it } from 'node:test'
import { expect } from 'chai'
import { attribute } from './grouping.ts'
import type { Cause, Violation } from './verdict.ts'

export const RULE = 'SS-RULE'

type Parts = Partial<Omit<Violation, 'cause'>> & { cause?: Cause | undefined }

export const violation = (source: Violation['source'], at: number, parts: Parts): Violation =>
  ({ guarantee: RULE, source, sentence: 's', because: 'b', at, ...parts }) as Violation

export const cause = (verb: Cause['verb'], resource = 'pods', name?: string, field?: string): Cause => ({
  verb,
  resource,
  ...(name !== undefined && { name }),
  ...(field !== undefined && { field }),
})
export const invariant = (guarantee: string, at: number, of?: Cause) =>
  violation('invariant', at, { guarantee, cause: of })
export const start = (at: number) =>
  violation('starting state', at, { guarantee: 'SS-START', cause: cause('omit', 'pods', 'web-2') })
export const omission = (at: number) =>
  violation('omission', at, { guarantee: 'SS-OMIT', cause: cause('omit', 'pods', 'web-2') })
export const aThen = (at: number, of?: Cause) => violation('then', at, { cause: of })
export const other = (guarantee: string, at: number, of: Cause) =>
  violation('nothing else changed', at, { guarantee, cause: of })
export const rest = (at: number) => violation('rest', at, { guarantee: 'SS-REST' })

export const CLAIMS = 'persistentvolumeclaims'
export const made = cause('create', 'pods', 'web-0')
export const gone = cause('delete', 'pods', 'web-0')

export type Case = [title: string, violations: Violation[], told: string, unjudged?: string]

/** Asks in the given order, which is that of the answer, and in the reverse. */
export function groups(cases: readonly Case[]): void {
  for (const [title, violations, expected, unjudged = ''] of cases)
    for (const [order, given] of [
      ['', violations],
      [', in any order', violations.toReversed()],
    ] as const)
      it(`${title}${order}`, () => {
        const { violations: told, notJudged } = attribute(given, [RULE])
        const names = told.map(({ guarantee }) => guarantee)
        expect(order === '' ? names.join(' ') : [...names].sort().join(' ')).to.equal(
          order === '' ? expected : expected.split(' ').sort().join(' '),
        )
        expect(notJudged.map((each) => `${each.guarantee} because of ${each.because}`).join(', ')).to.equal(unjudged)
      })
}

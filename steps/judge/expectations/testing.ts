import { it } from 'node:test'
import { expect } from 'chai'
import type { Change } from '../../observe/changes.ts'
import { header, history, marks, object } from '../../observe/testing.ts'
import type { Header, TraceEvent } from '../../observe/trace.ts'
import { kind, MARKER } from '../invariants/testing.ts'
import type { Moment } from '../verdict.ts'
import { expectations } from './index.ts'

export const window: TraceEvent = { kind: 'window' }
export const CLAIMS = 'persistentvolumeclaims'

/** The moment at the end of a history; the window is the last one that opened in it. */
export function momentOf(events: readonly TraceEvent[], parts: Partial<Header> = {}): Moment {
  const trace = history(...events)
  const from = trace.entries.findLast((entry) => entry.kind === 'window')?.seq ?? 0
  return { header: header({ kind, marks: marks({ label: MARKER }), ...parts }), trace, from }
}

/** What is answered in full, or the kind of the answer alone. */
export type Case = [title: string, events: readonly TraceEvent[], args: readonly unknown[], answer: string | object]

/** Asks how a phrase stands at the end of each history. */
export function answers(phrase: string, cases: readonly Case[]): void {
  for (const [title, events, args, expected] of cases)
    it(`${phrase}: ${title}`, () => {
      const given = expectations[phrase]?.check(momentOf(events), ...(args as never[]))
      if (typeof expected === 'string') expect(given?.kind).to.equal(expected)
      else expect(given).to.deep.equal(expected)
    })
}

export const change = (resource: string, name: string, what: Change['what'], fields: string[] = []): Change => ({
  seq: 9,
  resource,
  name,
  what,
  fields,
  object: object(name),
})

export type Spoken = [title: string, change: Change, args: readonly unknown[], explained: boolean]

/** Asks whether a phrase speaks of a change. */
export function explains(phrase: string, before: readonly TraceEvent[], cases: readonly Spoken[]): void {
  for (const [title, changed, args, expected] of cases)
    it(`${phrase} ${expected ? 'speaks' : 'does not speak'} of ${title}`, () => {
      expect(expectations[phrase]?.explains?.(changed, momentOf(before), ...(args as never[]))).to.equal(expected)
    })
}

import { header, history, marks } from '../observe/testing.ts'
import type { EntryOf, Header, Keyword, TraceEvent } from '../observe/trace.ts'
import { invariants } from './invariants/index.ts'
import { acts, appears, comes, kind, MARKER, set, settled, thing } from './invariants/testing.ts'
import { judge } from './judge.ts'
import type { Judgement } from './verdict.ts'

/** One invariant is enough to see what is made of what an invariant says. */
const exempt = invariants.map(({ guarantee }) => guarantee).filter((guarantee) => guarantee !== 'SS-ORD-020')

export const head = (parts: Partial<Header> = {}) =>
  header({ kind, guarantees: ['SS-RULE'], exempt, marks: marks({ label: MARKER }), ...parts })
export const judged = (events: readonly TraceEvent[], parts: Partial<Header> = {}): Judgement =>
  judge({ header: head(parts), trace: history(...events) })

export const step = (keyword: Keyword): TraceEvent => ({ kind: 'step', keyword, text: keyword })
export const window: TraceEvent = { kind: 'window' }
export const ended: TraceEvent = { kind: 'ended' }
export const gap: TraceEvent = { kind: 'gap', resource: 'pods', reason: '410' }
export const failure: TraceEvent = { kind: 'harness-error', message: 'the suite failed' }
export const refusal: TraceEvent = { kind: 'answered', code: 422, text: 'no' }
export const expects = (phrase: string, ...args: unknown[]): TraceEvent => ({
  kind: 'expectation',
  phrase,
  args,
  text: phrase,
})
export const created = (...names: string[]) => expects('{exactly} was/were {verb}', { what: 'Pod', names }, 'created')
export const nothingElse = expects('nothing else changed')
export const asked = (expectation: number, when: EntryOf<'judged'>['when'] = 'settled'): TraceEvent => ({
  kind: 'judged',
  expectation,
  when,
})

export const added = set({ type: 'ADDED', spec: { replicas: 1 } })
export const made = acts('create', 'clonesets', 'web')
export const start = [step('When'), window, made, added, ...comes('web-0')]
/** The Then is entry 7, and is judged at entry 9. */
export const kept = [...start, step('Then'), created('web-0'), settled()]
export const tooMany = [...start, appears('web-1'), settled()]
export const labels = { labels: { a: 'b' } }
export const claim = [
  thing('persistentvolumeclaims', 'x'),
  thing('persistentvolumeclaims', 'x', 'MODIFIED', { metadata: labels }),
]

export const guarantees = (judgement: Judgement) =>
  judgement.outcome === 'broken' ? judgement.violations.map(({ guarantee }) => guarantee).join(' ') : ''
export const unjudged = (judgement: Judgement) =>
  judgement.outcome === 'broken'
    ? judgement.notJudged.map((each) => `${each.guarantee}: ${each.because}`).join(' ')
    : ''
export const error = (judgement: Judgement) => {
  if (judgement.outcome === 'harness error') return judgement.message
  return judgement.outcome === 'broken' ? judgement.harnessError : undefined
}

import type { TraceEntry } from '../trace.ts'
import { action, sighting, traceOf } from './hand-made.ts'

export const entry = (at: number, rest: object): TraceEntry => ({ at, ...rest }) as TraceEntry
export const ended = entry(99, { kind: 'ended' })
const marker = sighting(5, 'marker')
if (marker.kind === 'seen') marker.object.metadata['labels'] = { 'example.org/marker': 'true' }

/** A trace with every kind of entry. */
export const everything = traceOf(
  entry(0, { kind: 'step', keyword: 'When', text: 'something is done' }),
  entry(0, { kind: 'window' }),
  entry(0, { kind: 'expectation', phrase: 'it is so', args: [], text: 'it is so' }),
  action(1),
  action(2, { own: true, verb: 'delete', body: undefined }),
  entry(3, { kind: 'answered', text: 'POST pods', code: 422 }),
  sighting(4, 'web-0', { terminating: true }),
  marker,
  entry(6, { kind: 'said', pod: 'web-0', uid: 'a', line: 'hello' }),
  entry(7, { kind: 'settled', rests: false, tookMs: 90, how: 'quiet', moving: [] }),
  entry(8, { kind: 'absent', resource: 'pods', name: 'web-2' }),
  entry(9, { kind: 'judged', expectation: 2, when: 'settled' }),
  entry(10, { kind: 'gap', resource: 'pods', reason: 'too old' }),
  entry(11, { kind: 'skipped', reason: 'no node' }),
  entry(12, { kind: 'harness-error', message: 'no answer' }),
  ended,
)

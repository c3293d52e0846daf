import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { expect } from 'chai'
import { action, sealed, sighting, traceOf } from './testdata/hand-made.ts'
import { readTrace, type Trace, type TraceEntry, validateTrace } from './trace.ts'
import { linesAround, traceLines } from './trace-lines.ts'

const entry = (at: number, rest: object): TraceEntry => ({ at, ...rest }) as TraceEntry
const ended = entry(99, { kind: 'ended' })
const marker = sighting(5, 'marker')
if (marker.kind === 'seen') marker.object.metadata['labels'] = { 'example.org/marker': 'true' }

const everything = traceOf(
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

describe('a trace file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trace-'))
  after(() => rmSync(folder, { recursive: true }))
  const written = (trace: Trace): string => {
    const file = join(folder, 'a.jsonl')
    writeFileSync(file, sealed(trace))
    return file
  }

  it('is read as it was written, every kind of entry', () => {
    const { entries, header } = readTrace(written(everything))
    expect(header.example).to.equal('ordering/creation [3]')
    expect(entries.map(({ kind, at }) => [kind, at])).to.deep.equal(
      everything.entries.map(({ kind, at }) => [kind, at]),
    )
    expect(() => validateTrace(written(everything), 'ordering/creation [3]')).to.not.throw()
    expect(() => validateTrace(written(everything), 'ordering/creation [4]')).to.throw(
      /expected ordering\/creation \[4\]/,
    )
  })

  const wrong: [string, Trace, RegExp][] = [
    [
      'of another version',
      { ...traceOf(ended), header: { ...traceOf().header, version: 1 as 2 } },
      /a\.jsonl:1: version: expected version 2: record the run anew/,
    ],
    ['with a kind of entry that is not known', traceOf(entry(1, { kind: 'did' }), ended), /a\.jsonl:2: kind: /],
    ['with a field of another type', traceOf(action(1, { own: 'yes' as never }), ended), /a\.jsonl:2: own: /],
    ['without an end', traceOf(action(1)), /a\.jsonl:2: kind: expected the trace to end with "ended"/],
    ['without entries', traceOf(), /a\.jsonl:1: kind: expected the trace to end/],
    [
      'with an entry that was sealed out of its place',
      { ...traceOf(), entries: [{ ...ended, seq: 4 }] },
      /a\.jsonl:2: seq: expected 0, found 4/,
    ],
  ]
  for (const [what, trace, complaint] of wrong)
    it(`is refused ${what}, naming file, line and field`, () => {
      expect(() => readTrace(written(trace))).to.throw(complaint)
    })
})

describe('the lines of a trace', () => {
  it('tell what happened, without markers and bookkeeping', () => {
    expect(traceLines(everything).map((line) => line.slice(12))).to.deep.equal([
      'When something is done',
      `did      kubectl create -f - <<< '{"kind":"StatefulSet","metadata":{"name":"web"}}'`,
      'did      kubectl delete statefulsets web --wait=false (housekeeping)',
      'answered 422 to POST pods',
      'modified pods/web-0 (Running, not ready, terminating)',
      'said     by web-0: hello',
      'settled  not after 90 ms: quiet',
      'absent   pods/web-2',
      'gap      in the watch of pods: too old',
      'skipped  no node',
      'failed   no answer',
    ])
  })

  it('tell what changed in an object since it was seen before, of a Pod without its status', () => {
    const set = (at: number, readyReplicas: number) => {
      const object = { metadata: { name: 'web', uid: 'w', resourceVersion: `${at}` }, status: { readyReplicas } }
      return entry(at, { kind: 'seen', resource: 'statefulsets', type: 'MODIFIED', object })
    }
    const labelled = sighting(5, 'web-0', { ready: true, revision: 'web-2', terminating: true })
    const lines = traceLines(
      traceOf(set(1, 0), set(2, 1), sighting(3, 'web-0'), sighting(4, 'web-0', { ready: true }), labelled),
    )
    expect(lines.map((line) => line.slice(21))).to.deep.equal([
      'statefulsets/web',
      'statefulsets/web (status.readyReplicas 0 → 1)',
      'pods/web-0 (Running, not ready)',
      'pods/web-0 (Running, ready)',
      'pods/web-0 (Running, ready, terminating, metadata.labels.controller-revision-hash web-1 → web-2)',
    ])
  })

  const around: [string, number, string[]][] = [
    ['two before and two after', 5, ['  did', '  did', '→ ans', '  mod', '  sai']],
    ['fewer at the beginning', 0, ['→ Whe', '  did', '  did']],
    ['fewer at the end', 14, ['  gap', '  ski', '→ fai']],
    ['what is bookkeeping elsewhere, if it is that', 11, ['  set', '  abs', '→ jud', '  gap', '  ski']],
    ['none with an arrow behind the end', 77, ['  ski', '  fai']],
  ]
  for (const [what, at, lines] of around)
    it(`around an entry are ${what}`, () => {
      const found = linesAround(everything, at)
      expect(found.map((line) => `${line.slice(0, 2)}${line.slice(14, 17)}`)).to.deep.equal(lines)
    })

  it('say of an expectation that was judged which one, and when', () => {
    expect(linesAround(everything, 11)[2]).to.match(/judged {3}it is so \(settled\)$/)
  })
})

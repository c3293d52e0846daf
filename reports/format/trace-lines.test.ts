import { describe, it } from 'node:test'
import { expect } from 'chai'
import { entry, everything } from './testdata/everything.ts'
import { action, sighting, traceOf } from './testdata/hand-made.ts'
import { linesAround, traceLines } from './trace-lines.ts'

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

  it('tell what the API server answered', () => {
    const lines = traceLines(traceOf(entry(1, { kind: 'response', body: { kind: 'Scale' } })))
    expect(lines.map((line) => line.slice(12))).to.deep.equal(['response {"kind":"Scale"}'])
  })

  it('tell what a program printed', () => {
    const lines = traceLines(traceOf(entry(1, { kind: 'printed', code: 1, text: 'error: no\n' })))
    expect(lines.map((line) => line.slice(12))).to.deep.equal(['printed  (exit code 1) error: no'])
  })

  it('tell what the DNS answered', () => {
    const answer = { kind: 'resolved', name: 'web.ns.svc', domain: 'cluster.local', type: 'A' } as const
    const lines = traceLines(
      traceOf(
        entry(1, { ...answer, status: 'NOERROR', records: ['10.0.0.1', '10.0.0.2'] }),
        entry(2, { ...answer, status: 'NXDOMAIN', records: [] }),
      ),
    )
    expect(lines.map((line) => line.slice(12))).to.deep.equal([
      'resolved A web.ns.svc.cluster.local: NOERROR 10.0.0.1 10.0.0.2',
      'resolved A web.ns.svc.cluster.local: NXDOMAIN',
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

  it('tell the version before from another object of the same name or of the same uid', () => {
    const set = { metadata: { name: 'web', uid: 'web-0', labels: { a: 'old' } } }
    const seen = (at: number, resource: string, object: object) =>
      entry(at, { kind: 'seen', resource, type: 'MODIFIED', object })
    const relabelled = { metadata: { name: 'web', uid: 'web-0', labels: { a: 'new' } } }
    const again = sighting(4, 'web-0', { uid: 'other', revision: 'web-2' })
    const trace = traceOf(
      seen(1, 'statefulsets', set),
      sighting(2, 'web-0'),
      seen(3, 'statefulsets', relabelled),
      again,
    )
    expect(traceLines(trace).map((line) => line.slice(21))).to.deep.equal([
      'statefulsets/web',
      'pods/web-0 (Running, not ready)',
      'statefulsets/web (metadata.labels.a old → new)',
      'pods/web-0 (Running, not ready)',
    ])
  })

  it('tell of a Pod that was acted upon before it was seen no change', () => {
    const trace = traceOf(action(1, { resource: 'pods', name: 'web-0' }), sighting(2, 'web-0'))
    expect(traceLines(trace).at(-1)).to.match(/modified pods\/web-0 \(Running, not ready\)$/)
  })

  it('tell of an object that is new or gone no change', () => {
    const before = sighting(1, 'web-0', { revision: 'web-1' })
    const gone = sighting(2, 'web-0', { type: 'DELETED', revision: 'web-2' })
    const anew = sighting(3, 'web-0', { type: 'ADDED', revision: 'web-3' })
    expect(traceLines(traceOf(before, gone, anew)).map((line) => line.slice(12))).to.deep.equal([
      'modified pods/web-0 (Running, not ready)',
      'deleted  pods/web-0',
      'added    pods/web-0 (Running, not ready)',
    ])
  })

  const bookkeeping: [number, string][] = [
    [1, '→    0.000 s  window'],
    [2, '→    0.000 s  expected it is so'],
    [15, '→    0.099 s  ended'],
  ]
  for (const [at, line] of bookkeeping)
    it(`show ${line.slice(15)} where it is looked for`, () => {
      expect(linesAround(everything, at)).to.include(line)
    })

  it('say of a judgement of what is no expectation nothing but when', () => {
    const judged = (expectation: number) =>
      traceOf(action(0), entry(1, { kind: 'judged', expectation, when: 'at once' }))
    for (const expectation of [0, 7]) expect(linesAround(judged(expectation), 1)[1]).to.match(/judged {4}\(at once\)$/)
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

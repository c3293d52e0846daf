import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { expect } from 'chai'
import { ended, entry, everything } from './testdata/everything.ts'
import { action, sealed, traceOf } from './testdata/hand-made.ts'
import { isReady, podPhase, readTrace, type SeenEntry, type Trace, type TraceEntry, validateTrace } from './trace.ts'

const optional = ['args', 'body', 'subresource', 'patchType', 'propagation', 'status']

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
  // Each field of the header and of each kind of entry; what is optional is left out of `everything`.
  const fields: [string, Trace, string][] = [
    ...Object.keys(everything.header).flatMap((field): [string, Trace, string][] => {
      if (field === 'run') return []
      const { [field as 'example']: _, ...header } = everything.header
      return [[`a header without ${field}`, { ...everything, header } as Trace, `:1: ${field}: `]]
    }),
    ...everything.entries.flatMap((each, index) =>
      Object.keys(each).flatMap((field): [string, Trace, string][] => {
        if (optional.includes(field)) return []
        const { [field as 'at']: _, ...rest } = each
        const entries = everything.entries.with(index, rest as TraceEntry)
        return [[`${each.kind} without ${field}`, { ...everything, entries }, `:${index + 2}: ${field}: `]]
      }),
    ),
  ]
  for (const [what, trace, complaint] of fields)
    it(`is refused with ${what}`, () => {
      expect(() => readTrace(written(trace))).to.throw(complaint)
    })

  const nested: [string, Trace, RegExp][] = [
    [
      'marks without a label',
      { ...everything, header: { ...everything.header, marks: {} as never } },
      /:1: marks\.label: /,
    ],
    [
      'an object without metadata',
      traceOf(entry(1, { kind: 'seen', resource: 'pods', type: 'ADDED', object: {} }), ended),
      /:2: object\.metadata: /,
    ],
    [
      'an object whose uid is none',
      traceOf(entry(1, { kind: 'seen', resource: 'pods', type: 'ADDED', object: { metadata: { uid: 5 } } }), ended),
      /:2: object\.metadata\.uid: /,
    ],
    [
      'a deletionTimestamp that is none',
      traceOf(
        entry(1, { kind: 'seen', resource: 'pods', type: 'ADDED', object: { metadata: { deletionTimestamp: 5 } } }),
        ended,
      ),
      /deletionTimestamp: /,
    ],
    [
      'an answer of DNS without records',
      traceOf(entry(1, { kind: 'resolved', name: 'web-0.web', domain: 'ns.svc', type: 'A', status: 'NOERROR' }), ended),
      /:2: records: /,
    ],
    [
      'an exit code that is none',
      traceOf(entry(1, { kind: 'printed', code: 'one' as never, text: '' }), ended),
      /:2: code: /,
    ],
    ['a patch of another type', traceOf(action(1, { patchType: 'xml' as never }), ended), /:2: patchType: /],
  ]
  for (const [what, trace, complaint] of nested)
    it(`is refused with ${what}`, () => {
      expect(() => readTrace(written(trace))).to.throw(complaint)
    })

  it('keeps what the API server answered', () => {
    const body = { kind: 'Scale' }
    const [read] = readTrace(written(traceOf(entry(1, { kind: 'response', body }), ended))).entries
    expect(read).to.deep.include({ kind: 'response', body })
  })

  it('keeps what it does not know of an object, and names one that has no name', () => {
    const object = { kind: 'Pod', metadata: { labels: { a: 'b' } }, status: { phase: 'Running' } }
    const seen = entry(1, { kind: 'seen', resource: 'pods', type: 'ADDED', object })
    const [read] = readTrace(written(traceOf(seen, action(2, { patchType: 'strategic' }), ended))).entries
    expect(read).to.deep.include({ object: { ...object, metadata: { name: '', labels: { a: 'b' } } } })
  })

  it('is validated without a look between its header and its end', () => {
    const between = traceOf(entry(1, { kind: 'did' }), ended)
    const validated = (trace: Trace, example = trace.header.example) => validateTrace(written(trace), example)
    expect(() => validated(between)).to.not.throw()
    expect(() => validated(traceOf(action(1)))).to.throw(/a\.jsonl:2: kind: expected the trace to end with "ended"/)
    expect(() => validated(traceOf())).to.throw(/a\.jsonl:1: kind: expected the trace to end with "ended"/)
    const unnumbered = { ...between, header: { ...between.header, example: 'ordering/creation [?]' } }
    expect(() => validated(unnumbered, 'ordering/creation no number')).to.not.throw()
  })

  const damages: [string, (text: string) => string, RegExp][] = [
    ['something before a line', (text) => ` ${text}`, /:1: digest: expected a line of JSON that ends with one/],
    ['something behind a line', (text) => text.replace('\n', ' \n'), /:1: digest: expected a line of JSON/],
    ['a line of another program', (text) => `${text}x\n`, /:18: digest: expected a line of JSON/],
    [
      'a digest of another line',
      (text) => text.replace(/"digest":"./, '"digest":"_'),
      /:1: digest: expected .*, found _/,
    ],
    ['an entry that was changed', (text) => text.replace('hello', 'goodbye'), /:10: digest: expected/],
  ]
  for (const [what, damage, complaint] of damages)
    it(`is refused with ${what}`, () => {
      const file = written(everything)
      writeFileSync(file, damage(readFileSync(file, 'utf8')))
      expect(() => readTrace(file)).to.throw(complaint)
      expect(() => validateTrace(file, 'ordering/creation [3]')).to.throw(complaint)
    })

  it('is refused with a line that is no JSON, though it is sealed', () => {
    const file = written(traceOf(ended))
    const digest = createHash('sha256').update('{x}').digest('base64url').slice(0, 22)
    writeFileSync(file, `{x,"digest":"${digest}"}\n`)
    expect(() => validateTrace(file, 'ordering/creation [3]')).to.throw(/a\.jsonl:1: not JSON: /)
  })

  for (const [what, trace, complaint] of wrong)
    it(`is refused ${what}, naming file, line and field`, () => {
      expect(() => readTrace(written(trace))).to.throw(complaint)
    })
})

describe('the status of a Pod', () => {
  const pod = (status?: object): SeenEntry['object'] => ({ metadata: { name: 'web-0' }, ...(status && { status }) })
  const condition = (type: string, status: string) => ({ type, status })

  it('is Pending until it has a phase', () => {
    expect([pod(), pod({}), pod({ phase: 'Failed' })].map(podPhase)).to.deep.equal(['Pending', 'Pending', 'Failed'])
  })

  const ready: [string, object | undefined, boolean][] = [
    ['its condition Ready is true', { conditions: [condition('Ready', 'True')] }, true],
    [
      'that is one of several',
      { conditions: [condition('Initialized', 'False'), condition('Ready', 'True'), condition('x', 'Unknown')] },
      true,
    ],
    [
      'another condition is true',
      { conditions: [condition('Ready', 'False'), condition('Initialized', 'True')] },
      false,
    ],
    ['there are no conditions', { phase: 'Running' }, false],
    ['there is no status', undefined, false],
  ]
  for (const [what, status, is] of ready)
    it(`is ${is ? '' : 'not '}ready where ${what}`, () => {
      expect(isReady(pod(status))).to.equal(is)
    })
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Attempt, ReportedAttachment } from './messages.ts'
import { all, attachment, attempt, broken, judged, kept, trace } from './testdata/attempts.ts'
import { violation } from './testdata/hand-made.ts'

describe('a judgement that is not one', () => {
  const at = (body: unknown, line?: number) =>
    attempt([], all, { attachments: [attachment(body, line === undefined ? {} : { line })] })
  const wrong: [string, Attempt, RegExp][] = [
    [
      'of an unknown outcome',
      at({ judgement: { outcome: 'fine' }, trace }, 41),
      /^messages\.ndjson:41: judgement\.outcome: /,
    ],
    [
      'broken without a violation',
      at({ ...broken, judgement: { ...broken.judgement, violations: [] } }),
      /at least one/,
    ],
    [
      'of a guarantee that is no id',
      at({ ...broken, judgement: { ...broken.judgement, violations: [violation('ORD-1')] } }),
      /^messages\.ndjson: judgement\.violations\.0\.guarantee: expected an id like SS-ORD-001$/,
    ],
    ...['XSS-ORD-001', 'SS-ORD-0011'].map((id): [string, Attempt, RegExp] => [
      `of ${id}, which is no id`,
      at({ ...broken, judgement: { ...broken.judgement, violations: [violation(id)] } }),
      /expected an id like SS-ORD-001$/,
    ]),
    [
      'broken and leaves unjudged what is no id',
      at({ ...broken, judgement: { ...broken.judgement, notJudged: [{ guarantee: 'ORD-1', because: 'SS-ORD-001' }] } }),
      /notJudged\.0\.guarantee: expected an id/,
    ],
    [
      'not applicable without a reason',
      at({ judgement: { outcome: 'not applicable', reason: '' } }),
      /expected a reason/,
    ],
    ['with a trace elsewhere', at({ ...kept, trace: '/etc/passwd' }), /trace: expected a file of traces/],
    ['with a trace in another folder', at({ ...kept, trace: 'x/traces/a.jsonl' }), /trace: expected a file of traces/],
    ['with a trace that is none', at({ ...kept, trace: 'traces/a.jsonl.gz' }), /trace: expected a file of traces/],
    [
      'with a trace out of the folder',
      at({ ...kept, trace: 'traces/../../x.jsonl' }),
      /trace: leads out of the folder/,
    ],
    [
      'no JSON',
      attempt([], all, { attachments: [attachment('', { body: '{', line: 7 })] }),
      /^messages\.ndjson:7: .*not JSON/,
    ],
  ]
  for (const [what, of, complaint] of wrong)
    it(`is a harness error where it is ${what}`, () => {
      const { ending, because, charged } = judged([of])
      expect([ending, charged]).to.deep.equal(['harness error', []])
      expect(because).to.match(complaint)
    })

  it('may be encoded', () => {
    const body = Buffer.from(JSON.stringify(kept)).toString('base64')
    const encoded = attachment('', { body, contentEncoding: 'BASE64' as ReportedAttachment['contentEncoding'] })
    expect(judged([attempt([], all, { attachments: [encoded] })]).ending).to.equal('conformant')
  })

  it('is not looked for in what others attach', () => {
    const other = attachment(broken, { mediaType: 'application/json' })
    expect(judged([attempt([], all, { attachments: [other, attachment(kept)] })]).ending).to.equal('conformant')
  })
})

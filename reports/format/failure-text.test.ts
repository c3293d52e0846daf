import { describe, it } from 'node:test'
import { expect } from 'chai'
import { exampleName, excusedLines, failureHead, failureKey, failureLines, findingLines } from './failure-text.ts'
import type { Violation } from './judgements.ts'
import { action, deviating, deviation, example, informativeExample, traceOf, violation } from './testdata/hand-made.ts'
import type { TraceEntry } from './trace.ts'

const entry = (at: number, rest: object): TraceEntry => ({ at, ...rest }) as TraceEntry
const broken = (failures: Violation[], more: Parameters<typeof example>[1] = {}) =>
  example('ordering/creation [2]', { ending: 'non-conformant', because: 'too early', failures, ...more })
const fault = example('ordering/creation [4]', { ending: 'harness error', because: 'Error: no watch', step: 'a step' })

describe('the head of a failure', () => {
  const heads: [string, ReturnType<typeof example>, string][] = [
    ['the Rule of a Then', broken([violation('SS-ORD-001')]), 'Pods MUST be created in order (SS-ORD-001)'],
    [
      'the step, where there is no Rule',
      broken([violation('SS-ORD-001')], { rule: '' }),
      'only Pod "web-0" exists (SS-ORD-001)',
    ],
    [
      'the sentence of an invariant, and in whose example it broke',
      broken([violation('SS-IDN-019', { source: 'invariant', sentence: 'One Pod per name' })]),
      'One Pod per name (SS-IDN-019, in an example of SS-ORD-001)',
    ],
    ['the reason of a harness error', fault, 'Error: no watch'],
  ]
  for (const [what, scenario, head] of heads)
    it(`is ${what}`, () => {
      expect(failureHead(scenario)).to.equal(head)
    })
})

describe('failures are alike', () => {
  const alike: [string, ReturnType<typeof example>, ReturnType<typeof example>, boolean][] = [
    [
      'the same promise broke, for whatever reason',
      broken([violation('SS-ORD-001')]),
      broken([violation('SS-ORD-001', { because: 'too late' })], { because: 'too late' }),
      true,
    ],
    ['another guarantee broke', broken([violation('SS-ORD-001')]), broken([violation('SS-ORD-002')]), false],
    [
      'another promise broke',
      broken([violation('SS-ORD-001')]),
      broken([violation('SS-ORD-001')], { rule: 'another' }),
      false,
    ],
    [
      'one more broke',
      broken([violation('SS-ORD-001')]),
      broken([violation('SS-ORD-001'), violation('SS-ORD-002')]),
      false,
    ],
    ['the same went wrong', fault, { ...fault, rule: 'another' }, true],
    ['something else went wrong', fault, { ...fault, because: 'Error: no answer' }, false],
    ['it ended otherwise', fault, { ...fault, ending: 'not applicable' }, false],
  ]
  for (const [what, one, other, are] of alike)
    it(`${are ? '' : 'not '}where ${what}`, () => {
      expect(failureKey(one) === failureKey(other)).to.equal(are)
    })

  const others = (count: number) => Array.from({ length: count }, (_, index) => ({ ...fault, address: `a [${index}]` }))
  const told = (count: number) =>
    failureLines(fault, undefined, others(count)).filter((line) => line.startsWith('alike'))

  it('and are named together, the first twelve of them', () => {
    const twelve = others(12).map(({ address }) => address)
    expect(told(0)).to.deep.equal([])
    expect(told(1)).to.deep.equal(['alike      a [0]'])
    expect(told(12)).to.deep.equal([`alike      ${twelve.join(', ')}`])
    expect(told(14)).to.deep.equal([`alike      ${twelve.join(', ')} and 2 more`])
  })
})

describe('the name of an example', () => {
  it('says where it stands, as far as that is known', () => {
    const place = 'features/ordering/creation.feature'
    expect(exampleName(fault)).to.equal(`ordering/creation [4]  an example  (${place}:7)`)
    expect(exampleName({ ...fault, line: 0 })).to.equal(`ordering/creation [4]  an example  (${place})`)
  })
})

describe('the text of a failure', () => {
  const six = Array.from({ length: 6 }, (_, index) => violation('SS-ORD-001', { because: `reason ${index}` }))

  it('tells the first five promises that broke, and counts the rest', () => {
    const lines = findingLines(broken(six), undefined)
    expect(lines.filter((line) => line.startsWith('because'))).to.deep.equal(
      [0, 1, 2, 3, 4].map((index) => `because    reason ${index}`),
    )
    expect(lines.at(-1)).to.equal('           … and 1 more')
    expect(findingLines(broken(six.slice(1)), undefined).join()).to.not.contain('more')
  })

  it('tells two violations of one cause apart that were seen at different moments', () => {
    const twice = [violation('SS-ORD-001', { at: 1 }), violation('SS-ORD-001', { at: 2 })]
    expect(findingLines(broken(twice), undefined).filter((line) => line.startsWith('broken'))).to.have.lengthOf(2)
  })

  it('leaves out what it does not know', () => {
    expect(failureLines(broken([violation('SS-ORD-001')]), undefined)).to.deep.equal([
      'broken     Pods MUST be created in order (SS-ORD-001)',
      'step       only Pod "web-0" exists',
      'because    too early',
    ])
  })

  it('tells what was not judged, what went wrong besides, and both guarantees of which one is of another example', () => {
    const notJudged = ['SS-ORD-003', 'SS-ORD-004'].map((guarantee) => ({ guarantee, because: 'SS-ORD-001' }))
    const failures = ['SS-ORD-001', 'SS-IDN-019'].map((id) => violation(id))
    expect(findingLines(broken(failures, { notJudged, harnessError: 'history was lost' }), undefined)).to.deep.equal([
      'broken     Pods MUST be created in order (SS-ORD-001, SS-IDN-019, in an example of SS-ORD-001)',
      'step       only Pod "web-0" exists',
      'because    too early',
      'not judged SS-ORD-003, because of SS-ORD-001',
      '           SS-ORD-004, because of SS-ORD-001',
      'also       harness error: history was lost',
    ])
  })

  it('begins a text with its own blanks, and ends it without', () => {
    const [, , line] = findingLines(broken([violation('SS-ORD-001', { because: '  indented \n' })]), undefined)
    expect(line).to.equal('because      indented')
  })

  it('shows a line of the trace that just fits as it is', () => {
    const said = (length: number) => entry(1, { kind: 'harness-error', message: 'x'.repeat(length) })
    const shown = (length: number) =>
      findingLines(fault, traceOf(said(length)))
        .at(-1)
        ?.slice(11) ?? ''
    const around = shown(1).length - 1
    expect(shown(160 - around))
      .to.have.lengthOf(160)
      .and.match(/x$/)
    expect(shown(161 - around))
      .to.have.lengthOf(160)
      .and.match(/x…$/)
  })

  it('shows values as people read them', () => {
    const values = violation('SS-ORD-001', { expected: { replicas: 3 }, seen: null })
    expect(findingLines(broken([values]), undefined).slice(-2)).to.deep.equal([
      'expected   replicas: 3',
      'seen       null',
    ])
  })

  it('cuts the lines of a trace, and not what is to be typed', () => {
    const body = { note: 'x'.repeat(300) }
    const lines = failureLines(broken([violation('SS-ORD-001')]), traceOf(action(1, { body })))
    const [shown = ''] = lines.filter((line) => line.includes('→'))
    expect(shown).to.have.lengthOf(171).and.match(/x…$/)
    expect(lines.at(-1)).to.match(/x"}'$/)
  })

  const faults: [string, TraceEntry[], string][] = [
    [
      'where the trace tells of it',
      [action(1), entry(2, { kind: 'harness-error', message: 'no watch' }), action(3)],
      'failed',
    ],
    ['at the end of the trace', [action(1), entry(2, { kind: 'gap', resource: 'pods', reason: 'old' })], 'gap'],
    ['before the end is told', [action(1), entry(2, { kind: 'ended' })], 'did'],
  ]
  for (const [where, entries, marked] of faults)
    it(`shows a harness error ${where}`, () => {
      const [line = ''] = findingLines(fault, traceOf(...entries)).filter((each) => each.includes('→'))
      expect(line).to.contain(` s  ${marked}`)
    })

  it('shows of an empty trace nothing', () => {
    expect(findingLines(fault, traceOf()).at(-1)).to.equal('because    Error: no watch')
  })
})

describe('an example in which nothing counts', () => {
  const declared = deviation('SS-ORD-001')
  const seen = { expected: 'only web-0', seen: ['web-0', 'web-1'] }

  it('shows what was declared to happen, and where', () => {
    const failures = [1, 2].map((at) => ({ ...violation('SS-ORD-001', { ...seen, at }), deviation: declared }))
    const of = deviating('ordering/creation [2]', declared, { failures })
    const shown = [
      'rule       Pods MUST be created in order (SS-ORD-001)',
      'step       only Pod "web-0" exists',
      'because    too early',
      'expected   only web-0',
      'seen       - web-0',
      '           - web-1',
    ]
    expect(excusedLines(of)).to.deep.equal([
      ...shown,
      ...shown,
      'instead    they come at once',
      'report     https://a.org/SS-ORD-001',
      'declared   deviations.yaml:1',
    ])
  })

  it('shows what an informative one saw', () => {
    expect(excusedLines(informativeExample('ordering/creation [2]', ['SS-ORD-001', 'SS-ORD-002']))).to.deep.equal([
      'rule       Pods MUST be created in order (SS-ORD-001, SS-ORD-002)',
      'step       only Pod "web-0" exists',
      'because    too early',
    ])
  })
})

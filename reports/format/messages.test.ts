import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { Envelope } from '@cucumber/messages'
import { expect } from 'chai'
import { collect, messageReader, readMessages } from './messages.ts'

const at = (seconds: number, nanos = 0) => ({ timestamp: { seconds, nanos } })
const step = { id: 'step', text: 'it is so', astNodeIds: [] }
const pickle = { id: 'p', uri: 'a.feature', name: '[1] x', language: 'en', steps: [step], tags: [], astNodeIds: ['s'] }
const testStepResult = { status: 'PASSED', duration: { seconds: 0, nanos: 0 } }
const child = (id: string, line: number) => ({ scenario: { id, location: { line, column: 1 } } })

/** A run of one example, as cucumber tells it. */
const run: object[] = [
  { testRunStarted: at(10) },
  {
    gherkinDocument: {
      feature: {
        name: 'Creation',
        children: [
          { background: { id: 'b' } },
          child('t', 3),
          { rule: { id: 'r', name: 'In order', children: [{ background: { id: 'c' } }, child('s', 9)] } },
        ],
      },
    },
  },
  { pickle },
  { hook: { id: 'h', name: 'the judge' } },
  { hook: { id: 'i' } },
  { testCase: { id: 'c', pickleId: 'p', testSteps: [{ id: 'ts', pickleStepId: 'step' }] } },
  { testCaseStarted: { id: 'a', testCaseId: 'c', attempt: 0, ...at(11, 500_000_000) } },
  { testStepFinished: { testCaseStartedId: 'a', testStepId: 'ts', testStepResult, ...at(12) } },
  { attachment: { testCaseStartedId: 'a', body: 'x', contentEncoding: 'IDENTITY', mediaType: 'text/plain' } },
  { testCaseFinished: { testCaseStartedId: 'a', willBeRetried: false, ...at(12, 250_000_000) } },
  { testRunFinished: { success: true, ...at(14) } },
]

const collected = (...more: object[]) => collect([...run.slice(0, -1), ...more, ...run.slice(-1)] as Envelope[])
const without = (kind: string) => collect(run.filter((each) => !(kind in each)) as Envelope[])

function inFile<T>(text: string, read: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'messages-'))
  try {
    writeFileSync(join(folder, 'messages.ndjson'), text)
    return read(join(folder, 'messages.ndjson'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('the messages of a run', () => {
  it('are joined by their ids', () => {
    const { scenarios, problems, wallMs } = collected()
    expect([problems, wallMs]).to.deep.equal([[], 4_000])
    const [scenario, another] = scenarios
    expect(another).to.equal(undefined)
    expect(scenario).to.deep.include({ feature: 'Creation', rule: 'In order', line: 9, pickle })
    expect([...(scenario?.hooks ?? [])]).to.deep.equal([['h', 'the judge']])
    const attachments = [{ testCaseStartedId: 'a', body: 'x', contentEncoding: 'IDENTITY', mediaType: 'text/plain' }]
    expect(scenario?.attempts).to.deep.equal([
      {
        ...{ id: 'a', finished: true, from: 11_500, until: 12_250, attachments },
        results: [{ stepId: 'ts', result: testStepResult }],
      },
    ])
  })

  it('tell of a scenario outside of a Rule, of the line of a row, and of a feature that was not announced', () => {
    const placed = (change: object) =>
      collect(run.map((each) => ('pickle' in each ? { pickle: { ...pickle, ...change } } : each)) as Envelope[])
    const place = ({ scenarios: [first] }: ReturnType<typeof placed>) => [first?.feature, first?.rule, first?.line]
    expect(place(placed({ astNodeIds: ['t'] }))).to.deep.equal(['Creation', '', 3])
    expect(place(placed({ astNodeIds: ['s', 'row'], location: { line: 12 } }))).to.deep.equal([
      ...['Creation', 'In order', 12],
    ])
    expect(place(placed({ astNodeIds: [] }))).to.deep.equal(['', '', 0])
    expect(place(without('gherkinDocument'))).to.deep.equal(['', '', 0])
  })

  it('keep an attempt that was begun and not finished', () => {
    const [attempt] = without('testCaseFinished').scenarios[0]?.attempts ?? []
    expect(attempt).to.include({ finished: false, from: 11_500, until: 11_500 })
    expect(without('testCaseStarted').scenarios[0]?.attempts).to.deep.equal([])
  })

  it('give no time of a run that never finished or never began', () => {
    expect([without('testRunFinished').wallMs, without('testRunStarted').wallMs]).to.deep.equal([0, 0])
  })

  it('of several runs give the time from the first start to the last end', () => {
    const { wallMs } = collected({ testRunStarted: at(8) }, { testRunFinished: { success: true, ...at(16) } })
    expect(wallMs).to.equal(8_000)
  })

  it('give a scenario as soon as it has started', () => {
    const reader = messageReader()
    const second = [
      { pickle: { ...pickle, id: 'q' } },
      { testCase: { id: 'd', pickleId: 'q', testSteps: [] } },
      { testCaseStarted: { id: 'retry', testCaseId: 'c', attempt: 1, ...at(13) } },
    ]
    for (const envelope of [...run.slice(0, -1), ...second]) reader.take(envelope as Envelope)
    expect(reader.started('retry')?.pickle.id).to.equal('p')
    expect(reader.started('d')).to.equal(undefined)
  })
})

describe('a problem of a run', () => {
  const result = (status: string, message?: string) => ({ result: { ...testStepResult, status, message } })
  const told: [string, object, string][] = [
    [
      'a feature that does not parse',
      { parseError: { source: { uri: 'b.feature' }, message: '(3:1) expected' } },
      'a feature does not parse: b.feature: (3:1) expected',
    ],
    [
      'an undefined parameter type',
      { undefinedParameterType: { name: 'pods', expression: '{pods}' } },
      'a step uses the undefined parameter type {pods}',
    ],
    [
      'a hook around the run that failed',
      { testRunHookFinished: result('FAILED', 'no cluster\nat x.ts:1') },
      'a hook around the run ended FAILED: no cluster',
    ],
    [
      'a hook around the run that failed without a word',
      { testRunHookFinished: result('UNKNOWN') },
      'a hook around the run ended UNKNOWN: no message',
    ],
    [
      'a run that broke off',
      { testRunFinished: { success: false, exception: { type: 'Error', message: 'no port\nat' }, ...at(13) } },
      'the run broke off: no port',
    ],
    [
      'a test case without its pickle',
      { testCase: { id: 'd', pickleId: 'lost', testSteps: [] } },
      'a test case names the pickle lost, which was never announced',
    ],
  ]
  for (const [what, envelope, problem] of told)
    it(`is ${what}`, () => {
      expect(collected(envelope).problems).to.deep.equal([problem])
    })

  it('is that it never finished', () => {
    expect(without('testRunFinished').problems).to.deep.equal([
      'the run never finished: cucumber sent no testRunFinished',
    ])
  })

  it('is not a hook that passed, nor what belongs to no attempt', () => {
    const nobody = { testCaseStartedId: 'nobody' }
    const strange = [
      { testRunHookFinished: result('PASSED') },
      { attachment: { ...nobody, body: 'x' } },
      { attachment: { body: 'x' } },
      { testStepFinished: { ...nobody, testStepId: 'ts', testStepResult } },
      { testCaseFinished: { ...nobody, ...at(13) } },
      { testCaseStarted: { id: 'z', testCaseId: 'nobody', ...at(13) } },
    ]
    const { problems, scenarios } = collected(...strange)
    expect(problems).to.deep.equal([])
    expect(scenarios).to.deep.equal(collected().scenarios)
  })
})

describe('the file of messages', () => {
  const lines = run.map((each) => JSON.stringify(each))

  it('gives each attachment its line', () => {
    const { scenarios, problems } = inFile(`${lines.join('\n')}\n  \n`, readMessages)
    expect(problems).to.deep.equal([])
    expect(scenarios[0]?.attempts[0]?.attachments.map(({ line }) => line)).to.deep.equal([9])
  })

  it('names the line that is no message, and reads on', () => {
    const { scenarios, problems } = inFile(lines.toSpliced(1, 0, '{"pick').join('\n'), readMessages)
    expect(problems).to.deep.equal([
      'messages.ndjson line 2 is no message of cucumber: the recording is cut short or damaged',
    ])
    expect(scenarios).to.have.lengthOf(1)
  })
})

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { TestStepResultStatus } from '@cucumber/messages'
import { expect } from 'chai'
import { type Evidence, readEvidence } from './evidence.ts'
import { collect } from './messages.ts'
import { addressOf, type Ending, judgeScenario } from './scenarios.ts'

const recorded = (name: string) => join(import.meta.dirname, 'testdata', name)

function inCopy(name: string, spoil: (folder: string) => void, check: (evidence: Evidence) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'))
  try {
    cpSync(recorded(name), folder, { recursive: true })
    spoil(folder)
    check(readEvidence(folder, {}))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('evidence of a recorded run', () => {
  const { scenarios, problems, traceOf } = readEvidence(recorded('endings'), {})

  const endings: [string, Ending, RegExp][] = [
    ['[1]', 'conformant', /^$/],
    ['[2]', 'harness error', /asserts nothing/],
    ['[3]', 'non-conformant', /web-1 was created 12 ms after web-0/],
    ['[4]', 'harness error', /^TypeError: /],
    ['[5]', 'harness error', /undefined/],
    ['[6]', 'harness error', /ambiguous/],
    ['[7]', 'harness error', /pending/],
    ['[8]', 'not applicable', /MaxUnavailable is not available/],
    ['[9]', 'harness error', /skipped without saying why/],
    ['[10]', 'harness error', /the namespace did not go away/],
    ['[11]', 'harness error', /the watch did not open/],
    ['[12]', 'non-conformant', /web-1 was created/],
    ['[13]', 'conformant', /^$/],
    ['[14]', 'harness error', /no steps/],
  ]
  for (const [number, ending, because] of endings) {
    it(`ordering/endings ${number} is ${ending}`, () => {
      const found = scenarios.filter(({ address }) => address === `ordering/endings ${number}`)
      expect(found).to.have.lengthOf(number === '[13]' ? 2 : 1)
      for (const scenario of found) {
        expect(scenario.ending).to.equal(ending)
        expect(scenario.because).to.match(because)
      }
    })
  }

  it('knows feature, rule, guarantee, step and failure of an example', () => {
    const broken = scenarios.find(({ address }) => address.endsWith('[3]'))
    expect(broken).to.deep.include({
      feature: 'Ordered creation',
      rule: 'A Pod MUST NOT be created before every lower ordinal is Running and Ready',
      guarantees: ['SS-ORD-002'],
      step: 'it is broken',
    })
    expect(broken?.failure).to.deep.include({ expected: 'only web-0', seen: ['web-0', 'web-1'] })
    expect(broken && traceOf(broken)?.entries).to.have.lengthOf(8)
  })

  it('puts the rule in the place of a sentence that only names guarantees', () => {
    const text = readFileSync(join(recorded('endings'), 'messages.ndjson'), 'utf8')
    const nameless = text.replaceAll(/\\"sentence\\":\\"A Pod[^"]*\\"/g, '\\"sentence\\":\\"SS-ORD-002, SS-ORD-003\\"')
    expect(nameless).not.to.equal(text)
    const lines = nameless.trim().split('\n')
    const found = collect(lines.map((line) => JSON.parse(line))).scenarios.map(judgeScenario)
    const broken = found.find(({ address }) => address.endsWith('[3]'))
    expect(broken?.failure?.sentence).to.equal(broken?.rule)
  })

  it('knows every invariant that broke, and what each is charged to', () => {
    const lines = readFileSync(join(recorded('endings'), 'messages.ndjson'), 'utf8')
      .trim()
      .split('\n')
    const messages = lines.map((line) => JSON.parse(line))
    const named = (guarantee: string) => (message: { attachment?: { mediaType: string; body: string } }) => {
      if (!message.attachment?.mediaType.includes('.failure')) return message
      const failure = { ...JSON.parse(message.attachment.body), guarantee, seen: `against ${guarantee}` }
      return { attachment: { ...message.attachment, body: JSON.stringify(failure) } }
    }
    const twice = messages.flatMap((message) =>
      message.attachment ? ['SS-IDN-019', 'SS-STO-006'].map((id) => named(id)(message)) : [message],
    )
    const broken = collect(twice)
      .scenarios.map(judgeScenario)
      .find(({ address }) => address.endsWith('[3]'))
    expect(broken?.charged).to.deep.equal(['SS-IDN-019', 'SS-STO-006'])
    expect(broken?.failure?.seen).to.deep.equal(['against SS-IDN-019', 'against SS-STO-006'])
  })

  for (const where of ['before', 'after'])
    it(`calls an example non-conformant though a hook failed ${where} the breach was seen`, () => {
      const lines = readFileSync(join(recorded('endings'), 'messages.ndjson'), 'utf8')
        .trim()
        .split('\n')
      const reported = collect(lines.map((line) => JSON.parse(line))).scenarios
      const broken = reported.find(({ pickle }) => pickle.name.startsWith('[3]'))
      const exception = { type: 'HarnessError', message: 'the namespace did not go away' }
      const failed = { status: 'FAILED' as TestStepResultStatus, duration: { seconds: 0, nanos: 0 }, exception }
      const results = broken?.attempts[0]?.results
      results?.[where === 'before' ? 'unshift' : 'push']({ stepId: 'a hook', result: failed })
      const judged = broken && judgeScenario(broken)
      expect(judged?.ending).to.equal('non-conformant')
      expect(judged?.because).to.match(/web-1 was created 12 ms after web-0/)
    })

  it('names the hook that failed', () => {
    expect(scenarios.find(({ address }) => address.endsWith('[10]'))?.step).to.equal('hook: after')
  })

  it('has no problems of its own', () => {
    expect(problems).to.deep.equal([])
  })
})

describe('evidence that is missing or damaged', () => {
  it('is a problem when there are no messages', () => {
    inCopy(
      'green',
      (folder) => rmSync(join(folder, 'messages.ndjson')),
      ({ scenarios, problems }) => {
        expect(scenarios).to.deep.equal([])
        expect(problems.join()).to.match(/messages\.ndjson/)
      },
    )
  })

  it('is a problem when the recording is cut short: the scenario under way never finished', () => {
    const cut = (folder: string) => {
      const file = join(folder, 'messages.ndjson')
      const text = readFileSync(file, 'utf8')
      writeFileSync(file, text.slice(0, text.indexOf('{"testStepFinished"') + 40))
    }
    inCopy('green', cut, ({ scenarios, problems }) => {
      expect(scenarios.map(({ ending, because }) => [ending, because])).to.deep.equal([
        ['harness error', 'it never finished'],
      ])
      expect(problems.join())
        .to.match(/is not JSON/)
        .and.match(/never finished/)
    })
  })

  it('is a problem when a trace was not written', () => {
    inCopy(
      'endings',
      (folder) => rmSync(join(folder, 'traces'), { recursive: true }),
      ({ problems }) => expect(problems.join()).to.match(/\[3\]: its trace .* was not written/),
    )
  })

  it('is a problem when a hook around the run failed', () => {
    expect(readEvidence(recorded('failing-run-hook'), {}).problems.join()).to.match(/the fence never came/)
  })

  it('is a problem when run.json is missing or wrong', () => {
    expect(readEvidence(recorded('green')).problems.join()).to.match(/run\.json/)
    const wrong = { started: 5 } as unknown as { started: string }
    expect(readEvidence(recorded('green'), wrong).problems.join()).to.match(/run\.json: .*started/)
  })

  it('of a planned scenario that never started is a harness error', () => {
    const messages = readFileSync(join(recorded('green'), 'messages.ndjson'), 'utf8')
      .trim()
      .split('\n')
    const planned = messages.filter((line) => !/^\{"(testCaseStarted|testStep|testCaseFinished|attachment)/.test(line))
    expect(collect(planned.map((line) => JSON.parse(line))).scenarios[0]?.attempts).to.deep.equal([])
  })
})

describe('addresses', () => {
  const cases: [string, string, string][] = [
    ['features/ordering/creation.feature', '[3] waits', 'ordering/creation [3]'],
    ['features\\ordering\\creation.feature', '[3] waits', 'ordering/creation [3]'],
    ['features/ordering/creation.feature', 'no number', 'ordering/creation no number'],
  ]
  for (const [uri, title, address] of cases) {
    it(`${uri} "${title}" is ${address}`, () => {
      expect(addressOf(uri, title)).to.equal(address)
    })
  }
})

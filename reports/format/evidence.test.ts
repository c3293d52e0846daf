import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { type Evidence, readEvidence } from './evidence.ts'
import { collect } from './messages.ts'
import { addressOf, type Ending, guaranteesOf } from './scenarios.ts'

const recorded = (name: string) => join(import.meta.dirname, 'testdata', name)

const readTraceLines = (file: string): string[] =>
  readFileSync(join(recorded('endings'), file), 'utf8')
    .trim()
    .split('\n')

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
    ['[9]', 'harness error', /skipped without a reason/],
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
    expect(broken).to.include({ uri: 'features/ordering/endings.feature', line: 21 })
    expect(broken?.charged).to.deep.equal(['SS-ORD-002'])
    expect(broken?.failures[0]).to.deep.include({ at: 6, expected: 'only web-0', seen: ['web-0', 'web-1'] })
    expect(broken && traceOf(broken)?.entries[6]).to.deep.include({ kind: 'seen', type: 'ADDED', at: 22 })
  })

  it('knows what an invariant that broke is charged to, and what it leaves unjudged', () => {
    const broken = scenarios.find(({ address }) => address.endsWith('[12]'))
    expect(broken?.charged).to.deep.equal(['SS-IDN-019'])
    expect(broken?.notJudged).to.deep.equal([{ guarantee: 'SS-ORD-011', because: 'SS-IDN-019' }])
  })

  it('gives each row of an outline its own line', () => {
    const rows = scenarios.filter(({ address }) => address.endsWith('[13]'))
    expect(rows.map(({ line }) => line)).to.deep.equal([94, 95])
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
        expect(problems).to.have.lengthOf(1)
        expect(problems[0]).to.match(/messages\.ndjson/)
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
        .to.match(/is no message of cucumber/)
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

  const file = 'traces/ordering-endings-3.jsonl'
  const damages: [string, (lines: string[]) => string[], RegExp][] = [
    ['changed', (lines) => lines.map((line) => line.replace('web-1', 'web-7')), /jsonl:8: digest: expected .* found/],
    ['taken out', (lines) => lines.toSpliced(4, 1), /jsonl:5: digest: expected .* or one before it removed/],
    [
      'moved',
      ([first = '', second = '', ...rest]) => [first, ...rest.slice(0, 1), second, ...rest.slice(1)],
      /:2: digest/,
    ],
    ['cut off', (lines) => lines.slice(0, -3), /jsonl:10: kind: expected the trace to end with "ended"/],
    ['emptied', () => [], /jsonl:1: digest: expected a line of JSON/],
    [
      'exchanged',
      () => readTraceLines('traces/ordering-endings-1.jsonl'),
      /:1: example: expected ordering\/endings \[3\]/,
    ],
  ]
  for (const [what, damage, complaint] of damages)
    it(`is a problem when a trace was ${what}`, () => {
      const spoil = (folder: string) =>
        writeFileSync(
          join(folder, file),
          damage(readTraceLines(file))
            .map((line) => `${line}\n`)
            .join(''),
        )
      inCopy('endings', spoil, ({ problems, scenarios, traceOf }) => {
        expect(problems.join('\n'))
          .to.match(/^ordering\/endings \[3\]: its trace is damaged: /)
          .and.match(complaint)
        const broken = scenarios.find(({ address }) => address.endsWith('[3]'))
        expect(broken?.ending).to.equal('non-conformant')
        if (what !== 'exchanged') expect(broken && traceOf(broken)).to.equal(undefined)
      })
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

describe('two examples with one address', () => {
  const renamed = (folder: string) => {
    const file = join(folder, 'messages.ndjson')
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"name":"[2] ', '"name":"[1] '))
  }

  it('are a problem: nobody could tell their reports apart', () => {
    inCopy('endings', renamed, ({ problems, scenarios }) => {
      const titles = scenarios.flatMap(({ address, title }) => (address === 'ordering/endings [1]' ? [title] : []))
      expect(titles).to.have.lengthOf(2)
      expect(problems).to.include(`two examples have the address ordering/endings [1]: "${titles.join('" and "')}"`)
    })
  })
})

describe('two examples with one trace', () => {
  const shared = (folder: string) => {
    const file = join(folder, 'messages.ndjson')
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replaceAll('traces/ordering-endings-2.', 'traces/ordering-endings-1.'),
    )
  }

  it('are a problem that names both: one has overwritten the trace of the other', () => {
    const [first, second] = ['ordering/endings [1]', 'ordering/endings [2]']
    inCopy('endings', shared, ({ problems, scenarios }) => {
      const place = (wanted: string | undefined) => {
        const found = scenarios.find(({ address }) => address === wanted)
        return `${found?.address} (features/ordering/endings.feature:${found?.line})`
      }
      const trace = 'traces/ordering-endings-1.jsonl'
      expect(problems[0]).to.equal(`two examples name the same trace ${trace}: ${place(first)} and ${place(second)}`)
    })
  })
})

describe('the guarantees of an example', () => {
  it('are the tags that are ids of the ledger', () => {
    const tags = ['@SS-ORD-001', '@XSS-ORD-002', '@SS-ORD-0031', '@needs-clock', '@SS-IDN-019']
    expect(guaranteesOf(tags.map((name) => ({ name })))).to.deep.equal(['SS-ORD-001', 'SS-IDN-019'])
  })
})

describe('addresses', () => {
  const cases: [string, string, string][] = [
    ['features/ordering/creation.feature', '[3] waits', 'ordering/creation [3]'],
    ['features\\ordering\\creation.feature', '[3] waits', 'ordering/creation [3]'],
    ['features/ordering/creation.feature', 'no number', 'ordering/creation no number'],
    ['features/ordering/creation.feature', 'a Pod [3] waits', 'ordering/creation a Pod [3] waits'],
    ['features/ordering/a.features/b.feature', '[3] waits', 'ordering/a.features/b [3]'],
    ['/home/me/features/ordering/features/b.feature', '[3] waits', 'ordering/features/b [3]'],
  ]
  for (const [uri, title, address] of cases) {
    it(`${uri} "${title}" is ${address}`, () => {
      expect(addressOf(uri, title)).to.equal(address)
    })
  }
})

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { type Label, Status, type TestResult } from 'allure-js-commons'
import { expect } from 'chai'
import { completeAllureResults } from './allure-run.ts'
import { parseRunInfo, type RunInfoInput } from './run-info.ts'
import { row } from './testdata/hand-made.ts'
import type { Judged } from './verdicts.ts'

const deviation = (guarantee: string) => ({ guarantee, url: `https://a.org/${guarantee}`, reason: 'by design' })
const deviating = (id: string): Judged => ({
  ...{ guarantee: row(id), verdict: 'documented deviation', because: 'x', scenarios: [], deviation: deviation(id) },
})
const kept = (id: string): Judged => ({ guarantee: row(id), verdict: 'conformant', because: '', scenarios: [] })

function inResults<T>(check: (results: string) => T): T {
  const results = mkdtempSync(join(tmpdir(), 'allure-run-'))
  try {
    return check(results)
  } finally {
    rmSync(results, { recursive: true })
  }
}

const textIn = (results: string, name: string) => readFileSync(join(results, name), 'utf8')
const label = (name: string, value: string): Label => ({ name, value })

/** What becomes of one result, with these labels, where these guarantees deviate. */
const completed = (labels: Label[], judged: Judged[]) =>
  inResults((results) => {
    const result = {
      status: Status.FAILED,
      labels,
      links: [],
      statusDetails: { message: 'non-conformant: x', trace: 't' },
    }
    writeFileSync(join(results, 'a-result.json'), JSON.stringify(result))
    completeAllureResults(results, parseRunInfo({}, 'run.json'), judged)
    return JSON.parse(textIn(results, 'a-result.json')) as TestResult
  })

describe('a failed result of Allure', () => {
  const checked = label('story', 'SS-ORD-001')
  const one = label('violated', 'SS-ORD-001')
  const invariant = label('violated', 'SS-IDN-019')

  it('is a documented deviation where all that it violates is documented', () => {
    const { statusDetails, links } = completed([checked, one], [kept('SS-ORD-002'), deviating('SS-ORD-001')])
    expect(statusDetails).to.deep.equal({
      ...{ message: 'documented deviation: https://a.org/SS-ORD-001\nnon-conformant: x', trace: 't' },
    })
    expect(links).to.deep.equal([{ name: 'documented deviation', url: 'https://a.org/SS-ORD-001', type: 'link' }])
    const both = completed([checked, one, invariant], [deviating('SS-ORD-001'), deviating('SS-IDN-019')])
    expect(both.statusDetails.message).to.match(/^documented deviation: /)
  })

  const not: [string, Label[], Judged[]][] = [
    ['it violates another guarantee than the one it checks', [checked, invariant], [deviating('SS-ORD-001')]],
    ['it violates another guarantee besides', [checked, one, invariant], [deviating('SS-ORD-001')]],
    ['it violates another guarantee first', [checked, invariant, one], [deviating('SS-ORD-001')]],
    ['it violates nothing', [checked], [deviating('SS-ORD-001')]],
    ['nothing is documented', [checked, one], [kept('SS-ORD-001')]],
  ]
  for (const [what, labels, judged] of not)
    it(`is none where ${what}`, () => {
      const { statusDetails, links } = completed(labels, judged)
      expect([statusDetails.message, links]).to.deep.equal(['non-conformant: x', []])
    })
})

describe('the results of Allure', () => {
  const environment = (run: RunInfoInput) =>
    inResults((results) => {
      completeAllureResults(results, parseRunInfo(run, 'run.json'), [])
      return textIn(results, 'environment.properties').trimEnd().split('\n')
    })

  it('have the environment of the run, as far as it is known, with keys as Java reads them', () => {
    const run = {
      ...{ target: 'kind', controller: 'kube-controller-manager', started: '2026-11-21T05:00:00Z' },
      ...{ versions: { server: 'v1.36.3', node: null }, provenance: { 'a=b:c d': 'two\nlines' } },
    }
    expect(environment(run)).to.deep.equal([
      'target = kind',
      'controller = kube-controller-manager',
      'kind = StatefulSet.v1.apps',
      'version\\ of\\ server = v1.36.3',
      'a\\=b\\:c\\ d = two lines',
      'started = 2026-11-21T05:00:00Z',
    ])
    expect(environment({})).to.deep.equal(['kind = StatefulSet.v1.apps'])
  })

  it('are filed under the verdicts: each message of each status under one', () =>
    inResults((results) => {
      completeAllureResults(results, parseRunInfo({}, 'run.json'), [])
      const categories = JSON.parse(textIn(results, 'categories.json')) as Record<string, string[]>[]
      const filed = (status: Status, message: string) =>
        categories.flatMap(({ name, matchedStatuses, messageRegex = '(?s).*' }) => {
          const pattern = new RegExp(`^${String(messageRegex).replace('(?s)', '')}$`, 's')
          return matchedStatuses?.includes(status) && pattern.test(message) ? [name] : []
        })
      expect(filed(Status.FAILED, 'documented deviation: x\nnon-conformant: y')).to.deep.equal(['documented deviation'])
      expect(filed(Status.FAILED, 'non-conformant: y\nz')).to.deep.equal(['non-conformant'])
      expect(filed(Status.BROKEN, 'harness error: y')).to.deep.equal(['harness error'])
      expect(filed(Status.SKIPPED, 'not applicable: y')).to.deep.equal(['not applicable'])
      expect(filed(Status.PASSED, '')).to.deep.equal([])
    }))

  it('are left as they are where nothing deviates, and are not made where there are none', () =>
    inResults((results) => {
      const file = join(results, 'a-result.json')
      writeFileSync(file, 'no JSON')
      completeAllureResults(results, parseRunInfo({}, 'run.json'), [kept('SS-ORD-001')])
      expect(statSync(file).size).to.equal(7)
      completeAllureResults(join(results, 'none'), parseRunInfo({}, 'run.json'), [])
      expect(existsSync(join(results, 'none'))).to.equal(false)
    }))
})

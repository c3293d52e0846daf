import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Status, type TestResult } from 'allure-js-commons'
import { expect } from 'chai'
import { completeAllureResults } from './allure-run.ts'
import { parseRunInfo, type RunInfoInput } from './run-info.ts'
import type { Scenario } from './scenarios.ts'
import { deviating, deviation, example, violation } from './testdata/hand-made.ts'

function inResults<T>(check: (results: string) => T): T {
  const results = mkdtempSync(join(tmpdir(), 'allure-run-'))
  try {
    return check(results)
  } finally {
    rmSync(results, { recursive: true })
  }
}

const textIn = (results: string, name: string) => readFileSync(join(results, name), 'utf8')

/** What becomes of the result of an example. */
const completed = (address: string, scenarios: Scenario[]) =>
  inResults((results) => {
    const result = {
      status: Status.FAILED,
      labels: [{ name: 'story', value: 'SS-ORD-001' }, ...(address ? [{ name: 'example', value: address }] : [])],
      links: [],
      statusDetails: { message: 'non-conformant: x', trace: 't' },
    }
    writeFileSync(join(results, 'a-result.json'), JSON.stringify(result))
    completeAllureResults(results, parseRunInfo({}, 'run.json'), scenarios)
    return JSON.parse(textIn(results, 'a-result.json')) as TestResult
  })

describe('a failed result of Allure', () => {
  const [one, two] = [deviation('SS-ORD-001'), deviation('SS-ORD-002', { instead: 'they stay' })]
  const shown = deviating('ordering/creation [1]', one)

  it('is a documented deviation where all that it violates is declared, and links to each report once', () => {
    const { statusDetails, links } = completed('ordering/creation [1]', [example('a/b [1]'), shown])
    expect(statusDetails).to.deep.equal({
      message: 'documented deviation: https://a.org/SS-ORD-001\nthey come at once\nnon-conformant: x',
      trace: 't',
    })
    expect(links).to.deep.equal([{ name: 'documented deviation', url: 'https://a.org/SS-ORD-001', type: 'link' }])
    const failures = [one, two, one].map((of) => ({ ...violation(of.guarantee), deviation: of }))
    const both = completed('ordering/creation [1]', [{ ...shown, failures: [violation('SS-ORD-001'), ...failures] }])
    expect(both.links.map(({ url }) => url)).to.deep.equal(['https://a.org/SS-ORD-001', 'https://a.org/SS-ORD-002'])
  })

  const mixed = { ...shown, ending: 'non-conformant' as const }
  const not: [string, string, Scenario[]][] = [
    ['another example deviates', 'ordering/creation [2]', [shown]],
    ['it violates something else besides', 'ordering/creation [1]', [mixed]],
    ['it has no address', '', [shown]],
    ['nothing deviates', 'ordering/creation [1]', [example('ordering/creation [1]')]],
  ]
  for (const [what, address, scenarios] of not)
    it(`is none where ${what}`, () => {
      const { statusDetails, links } = completed(address, scenarios)
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
      expect(filed(Status.SKIPPED, 'informative: y\nz')).to.deep.equal(['informative'])
      expect(filed(Status.SKIPPED, 'not applicable: y')).to.deep.equal(['not applicable'])
      expect(filed(Status.PASSED, '')).to.deep.equal([])
    }))

  it('are left as they are where nothing deviates, and are not made where there are none', () =>
    inResults((results) => {
      const file = join(results, 'a-result.json')
      writeFileSync(file, 'no JSON')
      completeAllureResults(results, parseRunInfo({}, 'run.json'), [example('ordering/creation [1]')])
      expect(statSync(file).size).to.equal(7)
      completeAllureResults(join(results, 'none'), parseRunInfo({}, 'run.json'), [])
      expect(existsSync(join(results, 'none'))).to.equal(false)
    }))
})

import { EventEmitter } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { IFormatterOptions } from '@cucumber/cucumber'
import type { TestResult } from 'allure-js-commons'
import { expect } from 'chai'
import ConformanceAllureFormatter from './allure-formatter.ts'
import { completeAllureResults } from './allure-run.ts'
import { parseRunInfo } from './run-info.ts'
import { deviating, deviation } from './testdata/hand-made.ts'

const recorded = join(import.meta.dirname, 'testdata', 'endings')
const product = join(import.meta.dirname, '../../features')

/** Gives recorded messages to the formatter as cucumber would. */
function replay(folder: string, ledger = product): void {
  const eventBroadcaster = new EventEmitter()
  const hooks = {
    beforeTestCaseHookDefinitions: [],
    afterTestCaseHookDefinitions: [],
    beforeTestRunHookDefinitions: [],
    afterTestRunHookDefinitions: [],
  }
  const parsedArgvOptions = { resultsDir: join(folder, 'allure-results'), ledger }
  const options = { eventBroadcaster, parsedArgvOptions, supportCodeLibrary: hooks } as unknown as IFormatterOptions
  new ConformanceAllureFormatter(options)
  for (const line of readFileSync(join(folder, 'messages.ndjson'), 'utf8').trim().split('\n')) {
    eventBroadcaster.emit('envelope', JSON.parse(line))
  }
}

describe('Allure results', () => {
  const folder = mkdtempSync(join(tmpdir(), 'allure-'))
  const results = join(folder, 'allure-results')
  let all: TestResult[] = []
  const load = (from: string) => {
    const files = readdirSync(from).filter((name) => name.endsWith('-result.json'))
    return files.map((name) => JSON.parse(readFileSync(join(from, name), 'utf8')) as TestResult)
  }
  const result = (number: string, among = all) => among.find(({ name = '' }) => name.startsWith(number)) as TestResult
  before(() => {
    cpSync(recorded, folder, { recursive: true })
    replay(folder)
    all = load(results)
  })
  after(() => rmSync(folder, { recursive: true }))

  const statuses = {
    passed: ['[1]', '[13]'],
    failed: ['[3]', '[12]'],
    skipped: ['[8]'],
    broken: ['[2]', '[4]', '[5]', '[6]', '[7]', '[9]', '[10]', '[11]', '[14]'],
  }
  for (const [status, numbers] of Object.entries(statuses)) {
    it(`are ${status} for ${numbers.join(', ')}`, () => {
      expect(numbers.map((number) => result(number).status)).to.deep.equal(numbers.map(() => status))
    })
  }

  it('are filed by family, feature and guarantee, with a severity and a link to the source', () => {
    const { labels, links } = result('[3]')
    const value = (name: string) => labels.filter((label) => label.name === name).map((label) => label.value)
    expect(['epic', 'feature', 'story', 'severity'].map(value)).to.deep.equal([
      ['ordering'],
      ['Ordered creation'],
      ['SS-ORD-002'],
      ['blocker'],
    ])
    expect(links.map(({ url }) => url).join()).to.contain('https://kubernetes.io/docs/')
  })

  it('show sentence, expected and seen, the timeline and what to type, and nothing raw', () => {
    const { statusDetails, attachments } = result('[3]')
    expect(statusDetails.message).to.match(/^non-conformant: A Pod MUST NOT.*\(SS-ORD-002\)$/)
    expect(statusDetails.trace)
      .to.match(/^ordering\/endings \[3\].*\(features\/ordering\/endings\.feature:21\)$/m)
      .and.match(/^expected {3}only web-0$/m)
      .and.match(/^ +→ +0\.022 s {2}added +pods\/web-1/m)
      .and.not.contain('kubectl -n')
    expect(attachments.map(({ name }) => name)).to.deep.equal(['Timeline', 'By hand', 'Trace'])
    expect(readFileSync(join(results, attachments[0]?.source ?? ''), 'utf8')).to.match(/^<svg/)
    const failed = result('[3]').steps.filter((step) => step.status === 'failed')
    expect(failed.map((step) => step.statusDetails)).to.deep.equal([{}])
    expect(all.flatMap((each) => each.steps.map(({ name }) => name))).not.to.include('Attachment')
  })

  it('have their verdicts without a ledger too', () => {
    const bare = mkdtempSync(join(tmpdir(), 'allure-'))
    try {
      cpSync(recorded, bare, { recursive: true })
      replay(bare, 'nowhere')
      const read = load(join(bare, 'allure-results'))
      const count = (status: string) => read.filter((each) => each.status === status).length
      expect([count('passed'), count('failed'), count('skipped'), count('broken')]).to.deep.equal([3, 2, 1, 9])
      expect(read[0]?.labels).to.deep.include({ name: 'epic', value: 'unknown' })
      expect(read.map(({ description }) => description).join()).to.not.contain('undefined: undefined')
    } finally {
      rmSync(bare, { recursive: true })
    }
  })

  it('say why an example does not apply', () => {
    expect(result('[8]').statusDetails.message).to.match(/^not applicable: feature MaxUnavailable/)
  })

  it('learn from the whole run its environment, the categories and which breach is documented', () => {
    const run = parseRunInfo({ target: 'toy', versions: { server: 'v1.36.3' } }, 'run.json')
    const completed = join(folder, 'completed')
    cpSync(results, completed, { recursive: true })
    const address = result('[3]').labels.find(({ name }) => name === 'example')?.value ?? ''
    completeAllureResults(completed, run, [deviating(address, deviation('SS-ORD-002'))])
    const whole = load(completed)
    expect(result('[3]', whole).statusDetails.message).to.match(/^documented deviation: https:\/\/a.org\/SS-ORD-002\n/)
    expect(result('[12]', whole).statusDetails.message).to.match(/^non-conformant: /)
    const text = (name: string) => readFileSync(join(completed, name), 'utf8')
    expect(text('environment.properties')).to.contain('target = toy').and.contain('version\\ of\\ server = v1.36.3')
    expect(JSON.parse(text('categories.json'))).to.have.lengthOf(5)
  })
})

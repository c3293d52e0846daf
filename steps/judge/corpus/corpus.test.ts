import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { recorded } from '../../observe/trace.ts'
import { judge } from '../judge.ts'
import type { Judgement } from '../verdict.ts'
import { type Expected, expectedOf } from './expected.ts'
import { type Controller, keysOf, readIndex, readTraces } from './stored.ts'

const FOLDER = join(import.meta.dirname, 'recorded')
const MEGABYTE = 2 ** 20

const remedy = (name: string) =>
  `the verdicts on ${name} are no longer those of steps/judge/corpus/recorded/index.yaml; if that is meant: npm run record -- --only ${name}`

const chargedIn = (verdict: Expected): string[] =>
  typeof verdict === 'object' && verdict.outcome === 'broken'
    ? verdict.violations.map(({ guarantee }) => guarantee)
    : []

function verdictsOn(name: string): Record<string, Expected> {
  const files = readTraces(name)
  const keys = keysOf(files)
  const judged = files.map(({ header, entries }, index): [string, Judgement] => [
    keys[index] ?? '',
    judge({ header, trace: recorded(entries) }),
  ])
  return Object.fromEntries(judged.map(([example, judgement]) => [example, expectedOf(judgement)]))
}

describe('the corpus', () => {
  const index = readIndex()
  const controllers = Object.entries(index)
  const isGood = ([, { guarantee }]: [string, Controller]) => guarantee === undefined

  for (const [name, { examples }] of controllers.filter(isGood))
    it(`keeps every example of ${name}`, () => {
      expect(verdictsOn(name), remedy(name)).to.deep.equal(examples)
    })

  for (const [name, { examples }] of controllers.filter((each) => !isGood(each)))
    it(`breaks the examples of ${name} by the same sentences`, () => {
      expect(verdictsOn(name), remedy(name)).to.deep.equal(examples)
    })

  it('charges each mutant with the guarantee that it breaks', () => {
    for (const [name, { guarantee, examples }] of controllers) {
      if (guarantee === undefined) continue
      expect(Object.values(examples).flatMap(chargedIn), name).to.include(guarantee)
    }
  })

  it('has two good controllers, whose examples are kept or not applicable', () => {
    const good = controllers.filter(isGood)
    expect(good.map(([name, { target }]) => `${name} on ${target}`)).to.deep.equal([
      'reference on reference',
      'upstream on control-plane',
    ])
    for (const [name, { examples }] of good) {
      const outcomes = Object.values(examples).map((verdict) => (verdict === 'kept' ? 'kept' : verdict.outcome))
      expect(new Set(outcomes), name).to.deep.equal(new Set(['kept', 'not applicable']))
      expect(outcomes.filter((outcome) => outcome === 'kept').length, name).to.be.above(150)
    }
  })

  it('has a file for each controller of its index, no other, and at most 5 MB', () => {
    const files = readdirSync(FOLDER).filter((file) => file !== 'index.yaml')
    expect(files.sort()).to.deep.equal(controllers.map(([name]) => `${name}.jsonl.br`).sort())
    const bytes = readdirSync(FOLDER).reduce((sum, file) => sum + statSync(join(FOLDER, file)).size, 0)
    expect(bytes).to.be.below(5 * MEGABYTE)
  })
})

import { describe, it } from 'node:test'
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { IdGenerator } from '@cucumber/messages'
import { expect } from 'chai'
import { addressOf, traceFileOf } from './address.ts'

const feature = `Feature: Creation
  Scenario: [1] one Pod waits
    Given a Pod
  Scenario Outline: [2] <count> Pods wait
    Given <count> Pods
    Examples:
      | count |
      | 2     |
      | 3     |
  Scenario: no number
    Given a Pod
  Scenario: none either
    Given a Pod
`

/** The examples of a feature file, as cucumber reads them. */
function picklesOf(text: string) {
  const newId = IdGenerator.incrementing()
  const document = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher()).parse(text)
  return compile(document, 'features/ordering/creation.feature', newId)
}

describe('the trace file of an example', () => {
  const files = picklesOf(feature).map(traceFileOf)

  it('is named by its address', () => {
    expect(files[0]).to.equal('traces/ordering-creation-1.jsonl')
  })

  it('is its own for each row of an outline, though the rows share an address', () => {
    const rows = picklesOf(feature).slice(1, 3)
    expect(rows.map(addressOf)).to.deep.equal(['ordering/creation [2]', 'ordering/creation [2]'])
    expect(rows.map(traceFileOf)).to.deep.equal([
      'traces/ordering-creation-2-line-8.jsonl',
      'traces/ordering-creation-2-line-9.jsonl',
    ])
  })

  it('is its own for each title without a number', () => {
    expect(new Set(files).size).to.equal(files.length)
  })
})

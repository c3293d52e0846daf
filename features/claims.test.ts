import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { IdGenerator } from '@cucumber/messages'
import { expect } from 'chai'
import { loadClaims } from '../reports/format/claims.ts'
import { loadLedger } from '../reports/format/ledger.ts'
import { addressOf, guaranteesOf } from '../reports/format/scenarios.ts'

const folder = import.meta.dirname
const known = new Set(loadLedger(folder).map(({ id }) => id))
const provedBy = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.feature'))
    .flatMap(picklesOf)
    .map(({ uri, name, tags }) => [addressOf(uri, name), guaranteesOf(tags)]),
)

function picklesOf(file: string) {
  const newId = IdGenerator.incrementing()
  const document = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher()).parse(
    readFileSync(join(folder, file), 'utf8'),
  )
  return compile(document, `features/${file}`, newId)
}

describe('the table of claims', () => {
  for (const { claim, guarantees, examples } of loadClaims(folder))
    it(`names what proves or disproves: ${claim}`, () => {
      expect(
        guarantees.filter((id) => !known.has(id)),
        'guarantees that are no rows of the ledger',
      ).to.deep.equal([])
      expect(
        examples.filter((address) => !provedBy.get(address)?.some((id) => guarantees.includes(id))),
        'examples that prove none of these guarantees',
      ).to.deep.equal([])
    })
})

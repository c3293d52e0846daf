import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { resourceDefinitions } from '../registry.ts'
import { requestFiles } from '../testdata/recording.ts'
import { canonical } from './canonical.ts'
import { schemaTable, typeOfKind } from './table.ts'

type Json = Record<string, unknown>

describe('the schema table', () => {
  for (const { group, version, kind } of resourceDefinitions()) {
    it(`has ${group}/${version} ${kind}`, () => {
      expect(schemaTable().types).to.have.property(typeOfKind(group, version, kind))
    })
  }

  it('refers only to types that it has', () => {
    const scalars = /^(string|bool|int32|int64|double|bytes|quantity|int-or-string|time|micro-time|raw)$/
    for (const { fields } of Object.values(schemaTable().types)) {
      for (const { type } of Object.values(fields))
        if (!scalars.test(type)) expect(schemaTable().types).to.have.property(type)
    }
  })
})

describe('canonical', () => {
  it('leaves every object as the real server wrote it, to the order of its fields', () => {
    let compared = 0
    for (const { plural, object } of recordedObjects()) {
      const { group, version, kind } = resourceDefinitions().find((one) => one.plural === plural)!
      const again = canonical(typeOfKind(group, version, kind), object)
      expect(unmasked(JSON.stringify(again))).to.equal(unmasked(JSON.stringify(object)))
      compared++
    }
    expect(compared).to.be.greaterThan(100)
  })
})

/** Masked times are no times: put one in their place. */
const unmasked = (text: string) => text.replaceAll('"<now>"', '"2026-01-01T00:00:00Z"')

function* recordedObjects(): Generator<{ plural: string; object: Json }> {
  for (const file of requestFiles()) {
    const url = new URL(`../testdata/recorded/${file.replace('.yaml', '.json')}`, import.meta.url)
    const { suites } = JSON.parse(unmasked(readFileSync(url, 'utf8'))) as {
      suites: Record<string, { code: number; body: Json }[][]>
    }
    for (const [plural, cases] of Object.entries(suites)) {
      for (const { code, body } of cases.flat()) if (code < 300) yield { plural, object: body }
    }
  }
}

import { describe, it } from 'node:test'
import { expect } from 'chai'
import { loadCapabilities } from '../../reports/format/capabilities.ts'
import { loadLedger } from '../../reports/format/ledger.ts'
import { mutants, targetNames } from '../target/index.ts'
import { SIMULATED } from '../target/target.ts'

describe('the ledger', () => {
  it('names the mutants of each guarantee, and all that there are', async () => {
    const named = loadLedger('features').flatMap(({ id, mutant = [] }) =>
      [mutant].flat().map((name) => `${name} ${id}`),
    )
    const known = (await mutants()).map(({ name, guarantee }) => `${name} ${guarantee}`)
    expect(named.sort()).to.deep.equal(known.sort())
  })
})

describe('features/capabilities.yaml', () => {
  const capabilities = loadCapabilities('features')

  it('names targets that exist', () => {
    const named = capabilities.flatMap(({ provided_by }) => provided_by)
    expect(named.filter((name) => !targetNames().includes(name))).to.deep.equal([])
  })

  it('knows everything that simulated nodes lack', () => {
    expect(capabilities.map(({ name }) => name)).to.include.members([...SIMULATED])
  })
})

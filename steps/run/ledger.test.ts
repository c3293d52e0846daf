import { describe, it } from 'node:test'
import { expect } from 'chai'
import { loadCapabilities } from '../../reports/format/capabilities.ts'
import { targetNames } from '../target/index.ts'
import { SIMULATED } from '../target/target.ts'

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

import { describe, it } from 'node:test'
import { expect } from 'chai'
import { onePerGuarantee } from './one-per-guarantee.ts'

const example = (file: string, line: number, ...guarantees: string[]) => ({
  uri: `features/${file}.feature`,
  name: `[${line}] an example`,
  location: { line },
  tags: ['IDN', ...guarantees].map((name) => ({ name: `@${name}`, astNodeId: '' })),
})

describe('one example for each guarantee', () => {
  const all = [
    example('identity/names', 1, 'SS-IDN-001'),
    example('identity/names', 2, 'SS-IDN-001'),
    example('identity/names', 3, 'SS-IDN-001', 'SS-IDN-002'),
    example('tutorials/web', 4),
  ]

  it('is its first, by file and line', () => {
    expect(onePerGuarantee(all, [])).to.deep.equal([
      'features/identity/names.feature:1',
      'features/identity/names.feature:3',
    ])
  })

  it('goes with those that are named', () => {
    expect(onePerGuarantee(all, ['identity/names [2]', 'storage/claims [2]']))
      .to.include('features/identity/names.feature:2')
      .and.have.length(3)
  })
})

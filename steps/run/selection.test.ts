import { describe, it } from 'node:test'
import { expect } from 'chai'
import { UsageError } from './errors.ts'
import { selected, selectionOf, tagsOf } from './selection.ts'

describe('a selection', () => {
  for (const name of ['UPD', 'upd', 'updates', 'Updates'])
    it(`takes ${name} for the family updates`, () => {
      expect(tagsOf({ family: [name] })).to.equal('@UPD')
      expect(selectionOf({ family: [name] })).to.equal('updates')
    })

  it('holds the scenarios of any guarantee and of any family that is named, each once', () => {
    const selection = { guarantee: ['SS-ORD-001'], family: ['UPD', 'identity', 'updates'] }
    expect(tagsOf(selection)).to.equal('@SS-ORD-001 or @IDN or @UPD')
    expect(selectionOf({ ...selection, shard: { index: 1, of: 2 } })).to.equal('SS-ORD-001 identity updates shard 1/2')
  })

  it('of a guarantee or a family leaves the tutorials out, unless their features are named', () => {
    expect(selected({ family: ['UPD'], features: ['features'] }).paths)
      .to.include('features/updates')
      .and.not.include('features/tutorials')
    expect(selected({ guarantee: ['SS-UPD-001'], features: ['features/tutorials'] }).paths).to.deep.equal([
      'features/tutorials',
    ])
    expect(selected({}).paths).to.deep.equal(['features'])
  })

  it('is empty where nothing is named', () => {
    expect([tagsOf({}), selectionOf({})]).to.deep.equal(['', ''])
  })

  it('refuses a family that is none, and lists all', () => {
    expect(() => tagsOf({ family: ['ORD', 'network'] })).to.throw(
      UsageError,
      /^there is no family network; known are IDN identity, DNS dns, .*, ECO ecosystem$/,
    )
  })
})

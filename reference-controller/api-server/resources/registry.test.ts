import { describe, it } from 'node:test'
import { expect } from 'chai'
import { NO_FEATURES } from '../../feature-gates.ts'
import { resourceDefinitions } from './registry.ts'

describe('the strategies of the served resources', () => {
  const refused = (adapt: Parameters<typeof resourceDefinitions>[2]) => {
    const definitions = resourceDefinitions({}, NO_FEATURES, adapt)
    const strategy = definitions.find(({ plural }) => plural === 'configmaps')?.strategy
    return strategy?.validateCreate({ metadata: { name: '' } }).map(({ field }) => field)
  }

  it('are their own', () => {
    expect(refused(undefined)).to.deep.equal(['metadata.name', 'metadata.namespace'])
  })

  it('can be replaced by others, resource by resource', () => {
    const accepting = (plural: string) =>
      refused((each, strategy) => (each === plural ? { ...strategy, validateCreate: () => [] } : strategy))
    expect(accepting('configmaps')).to.deep.equal([])
    expect(accepting('secrets')).to.deep.equal(['metadata.name', 'metadata.namespace'])
  })
})

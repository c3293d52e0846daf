import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Features } from '../../../feature-gates.ts'
import { defaultStatefulSet } from './defaults.ts'
import { statefulSetRules } from './strategy.ts'
import type { StatefulSet } from './types.ts'
import { validateUpdateStrategy } from './update-strategy.ts'

type Strategy = StatefulSet['spec']['updateStrategy']

const off: Features = { maxUnavailable: false, recreate: false, completesOnDelete: false }
const on: Features = { maxUnavailable: true, recreate: true, completesOnDelete: false }
const setWith = (updateStrategy: Strategy) =>
  ({
    metadata: { name: 'web' },
    spec: { template: { spec: { containers: [] } }, updateStrategy },
  }) as unknown as StatefulSet

describe('the update strategy of a StatefulSet', () => {
  const cases: [string, Strategy, Features, string[]][] = [
    ['a number', { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } }, on, []],
    ['a percentage', { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%' } }, on, []],
    ['0', { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } }, on, ['maxUnavailable']],
    ['0%', { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '0%' } }, on, ['maxUnavailable']],
    ['a negative number', { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: -1 } }, on, ['maxUnavailable']],
    ['101%', { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '101%' } }, on, ['maxUnavailable']],
    ['a number as text', { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '5' } }, on, ['maxUnavailable']],
    // kube-apiserver takes it for 0 as well, and says so.
    [
      'another text',
      { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 'all' } },
      on,
      ['maxUnavailable', 'maxUnavailable'],
    ],
    ['Recreate', { type: 'Recreate' }, on, []],
    ['Recreate with a partition', { type: 'Recreate', rollingUpdate: { partition: 1 } }, on, ['rollingUpdate']],
    ['Recreate where its gate is off', { type: 'Recreate' }, off, ['updateStrategy']],
    ['OnDelete with a partition', { type: 'OnDelete', rollingUpdate: { partition: 1 } }, on, ['rollingUpdate']],
    ['an unknown type', { type: 'Slow' }, on, ['updateStrategy']],
  ]
  for (const [title, strategy, features, fields] of cases)
    it(`is judged: ${title}`, () => {
      const causes = validateUpdateStrategy(strategy, features)
      expect(causes.map(({ field }) => field?.split('.').at(-1))).to.deep.equal(fields)
      for (const { reason } of causes) expect(reason).to.equal('FieldValueInvalid')
    })

  const defaulted = (strategy: Strategy, features: Features) => {
    const set = setWith(strategy)
    defaultStatefulSet(set, features)
    return set.spec.updateStrategy
  }

  it('has maxUnavailable 1 by default where rollingUpdate is given', () => {
    expect(defaulted({}, on)).to.deep.equal({
      type: 'RollingUpdate',
      rollingUpdate: { partition: 0, maxUnavailable: 1 },
    })
    expect(defaulted({ type: 'RollingUpdate' }, on)).to.deep.equal({ type: 'RollingUpdate' })
    expect(defaulted({ type: 'Recreate' }, on)).to.deep.equal({ type: 'Recreate' })
    expect(defaulted({}, off)).to.deep.equal({ type: 'RollingUpdate', rollingUpdate: { partition: 0 } })
  })

  it('loses maxUnavailable where its gate is off, unless it is stored', () => {
    const given = () => setWith({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 3 } })
    const written = (features: Features, old: StatefulSet) => {
      const set = given()
      statefulSetRules(features).prepareForUpdate?.(set, old)
      return set.spec.updateStrategy.rollingUpdate
    }
    expect(written(off, setWith({ type: 'RollingUpdate' }))).to.deep.equal({})
    expect(written(off, given())).to.deep.equal({ maxUnavailable: 3 })
    expect(written(on, setWith({ type: 'RollingUpdate' }))).to.deep.equal({ maxUnavailable: 3 })
  })
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import { featuresOf, gatesOf } from './feature-gates.ts'

describe('feature gates', () => {
  it('have the defaults of their version', () => {
    expect(gatesOf({})).to.deep.equal({ MaxUnavailableStatefulSet: false })
    expect(gatesOf({ kubernetes: '1.37' })).to.deep.equal({
      MaxUnavailableStatefulSet: true,
      StatefulSetRecreateStrategy: false,
    })
  })

  it('are set by name', () => {
    const featureGates = 'MaxUnavailableStatefulSet=false, StatefulSetRecreateStrategy=true'
    expect(featuresOf({ kubernetes: '1.37', featureGates })).to.deep.equal({
      maxUnavailable: false,
      recreate: true,
      completesOnDelete: true,
    })
    expect(featuresOf({ featureGates: 'MaxUnavailableStatefulSet=true' })).to.deep.equal({
      maxUnavailable: true,
      recreate: false,
      completesOnDelete: false,
    })
  })

  for (const [choice, message] of [
    [{ featureGates: 'Nothing=true' }, 'known are MaxUnavailableStatefulSet'],
    [{ featureGates: 'StatefulSetRecreateStrategy=true' }, 'it begins with --kubernetes 1.37'],
    [{ featureGates: 'MaxUnavailableStatefulSet' }, 'expected feature gates such as A=true,B=false'],
    [{ featureGates: 'MaxUnavailableStatefulSet=on' }, 'expected feature gates such as A=true,B=false'],
    [
      { featureGates: 'toString=true' },
      'there is no feature gate toString in the reference of Kubernetes 1.36; known are MaxUn',
    ],
    [{ kubernetes: 'constructor' }, 'found constructor'],
    [{ kubernetes: '1.2' }, 'expected a Kubernetes version that the reference knows (1.36, 1.37), found 1.2'],
  ] as const) {
    it(`are refused: ${JSON.stringify(choice)}`, () => {
      expect(() => gatesOf(choice)).to.throw(message)
    })
  }
})

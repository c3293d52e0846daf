import { describe, it } from 'node:test'
import { expect } from 'chai'
import { history, object, seen } from '../testing.ts'
import { claimsOf, claimsOfVolume, firstVersion } from './claims.ts'

const volume = (name: string, claimName?: string) => ({
  name,
  ...(claimName ? { persistentVolumeClaim: { claimName } } : { emptyDir: {} }),
})
const pod = object('web-0', {
  spec: { volumes: [volume('data', 'data-web-0'), volume('scratch'), volume('log', 'log-web-0')] },
})

describe('the claims of a Pod', () => {
  it('are those that its volumes name', () => {
    expect(claimsOf(pod)).to.deep.equal(['data-web-0', 'log-web-0'])
    expect(claimsOf(object('web-0', { spec: {} }))).to.deep.equal([])
  })

  const cases: [string, string[]][] = [
    ['data', ['data-web-0']],
    ['scratch', []],
    ['other', []],
  ]
  for (const [name, expected] of cases)
    it(`are ${expected.join() || 'none'} behind volume ${name}`, () => {
      expect(claimsOfVolume(pod, name)).to.deep.equal(expected)
    })
})

describe('firstVersion', () => {
  const at = (resourceVersion: string, uid = 'first') => object('data', { metadata: { resourceVersion, uid } })
  const trace = history(
    { kind: 'window' },
    seen('persistentvolumeclaims', 'ADDED', at('7')),
    seen('persistentvolumeclaims', 'MODIFIED', at('9')),
    seen('persistentvolumeclaims', 'ADDED', at('12', 'second')),
  )

  it('is the version of the first sight of this very object, not of its namesake', () => {
    expect(firstVersion(trace, at('9'))).to.equal(7n)
    expect(firstVersion(trace, at('12', 'second'))).to.equal(12n)
  })

  it('is its own where it was never seen', () => {
    expect(firstVersion(trace, at('15', 'third'))).to.equal(15n)
  })
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import { path } from './path.ts'

const pod = {
  metadata: { name: 'web-0', labels: { app: 'web', 'app.kubernetes.io/name': 'web', 'a.b/c-d': '' } },
  spec: { replicas: 0, containers: [{ image: 'a' }, { image: 'b', env: [{ name: 'ROLE', value: 'primary' }] }] },
}

describe('path', () => {
  const cases: [string, unknown][] = [
    ['metadata.name', 'web-0'],
    ['metadata.labels.app', 'web'],
    ['metadata.labels[app.kubernetes.io/name]', 'web'],
    ['metadata.labels[a.b/c-d]', ''],
    ['spec.replicas', 0],
    ['spec.containers[1].image', 'b'],
    ['spec.containers[1].env[0].value', 'primary'],
    ['spec.containers[0]', { image: 'a' }],
    ['spec.containers[2].image', undefined],
    ['metadata.labels[app.kubernetes.io]', undefined],
    ['status.phase', undefined],
    ['metadata.name.first', undefined],
  ]
  for (const [field, expected] of cases)
    it(`${expected === undefined ? 'finds nothing at' : 'reads'} ${field}`, () => {
      expect(path(pod, field)).to.deep.equal(expected)
    })

  it('survives an object that is not there', () => {
    expect(path(undefined, 'metadata.name')).to.equal(undefined)
    expect(path({ spec: null }, 'spec.replicas')).to.equal(undefined)
  })
})

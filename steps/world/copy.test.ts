import { describe, it } from 'node:test'
import { expect } from 'chai'
import { object } from '../observe/testing.ts'
import { copyOf } from './copy.ts'

const given = { uid: 'u', resourceVersion: '7', creationTimestamp: 'then', generation: 2 }
const labels = { app: 'web', 'a.b/c': 'd' }
const original = object('web-1', {
  metadata: { ...given, labels, managedFields: [{}], deletionTimestamp: 'now' },
  data: { spec: { containers: [{ name: 'main', image: 'x' }] } },
  status: { phase: 'Running' },
})

describe('a copy of an object', () => {
  it('has all that the API server does not give itself', () => {
    const { data } = original as unknown as { data: object }
    expect(copyOf(original, [])).to.deep.equal({ metadata: { name: 'web-1', labels }, data })
  })

  it('has other fields, new ones, and lacks others', () => {
    const copy = copyOf(original, [
      ['metadata.name', 'web-2'],
      ['metadata.labels[a.b/c]', undefined],
      ['data.spec.containers[0].image', 'y'],
      ['data.spec.containers[0].name', undefined],
      ['data.more.deep', null],
    ])
    expect(copy).to.deep.equal({
      metadata: { name: 'web-2', labels: { app: 'web' } },
      data: { spec: { containers: [{ image: 'y' }] }, more: { deep: null } },
    })
  })

  it('leaves the original as it is', () => {
    const before = structuredClone(original)
    copyOf(original, [['data.spec.containers[0].image', 'y']])
    expect(original).to.deep.equal(before)
  })
})

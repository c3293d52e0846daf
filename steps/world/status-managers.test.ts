import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { KubeObject } from '../client/index.ts'
import { kind } from '../client/testing.ts'
import { managersIn, requireManagers } from './status-managers.ts'

describe('who writes the status of a workload', () => {
  it('is told by the field managers of that subresource', () => {
    const managedFields = [
      { manager: 'kubectl', operation: 'Apply' },
      { manager: 'zoo', operation: 'Update', subresource: 'status' },
      { manager: 'scaler', operation: 'Update', subresource: 'scale' },
      { manager: 'ant', operation: 'Update', subresource: 'status' },
      { manager: 'zoo', operation: 'Update', subresource: 'status', fieldsType: 'FieldsV1' },
      { operation: 'Update', subresource: 'status' },
    ]
    const metadata = { name: 'web', uid: 'u', resourceVersion: '1' }
    expect(managersIn({ metadata: { ...metadata, managedFields } })).to.deep.equal(['', 'ant', 'zoo'])
    expect(managersIn({ metadata } as KubeObject)).to.deep.equal([])
  })

  it('is to be whom the run says', () => {
    const expected = { kind, statusManagers: ['a', 'b'] }
    expect(() => requireManagers(['b'], expected)).not.to.throw()
    expect(() => requireManagers([], expected)).not.to.throw()
    expect(() => requireManagers(['x'], { kind })).not.to.throw()
    expect(() => requireManagers(['a', 'x'], expected)).to.throw(
      /^expected the status of each StatefulSet \(apps\/v1\) to be written by a or b, found a and x: another controller/,
    )
  })
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { PersistentVolumeClaim, Pod } from '../../client/index.ts'
import { claimUsers } from './claim-users.ts'
import { CLAIM_PROTECTION, protectionOf } from './usage.ts'

function pod(nodeName?: string): Pod {
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }]
  return {
    metadata: { namespace: 'default', name: 'web-0' },
    spec: { containers: [], volumes, ...(nodeName && { nodeName }) },
  }
}

function claim(finalizers: string[], terminating: boolean): PersistentVolumeClaim {
  const deletion = terminating ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}
  return { metadata: { name: 'data', finalizers, ...deletion }, spec: {} }
}

describe('protection', () => {
  it('is added, and removed with the last user', () => {
    expect(protectionOf(claim([], false), CLAIM_PROTECTION)).to.equal('add')
    expect(protectionOf(claim([CLAIM_PROTECTION], false), CLAIM_PROTECTION)).to.equal('none')
    expect(protectionOf(claim([CLAIM_PROTECTION], true), CLAIM_PROTECTION)).to.equal('remove-if-unused')
    expect(protectionOf(claim(['other'], true), CLAIM_PROTECTION)).to.equal('none')
  })

  it('counts Pods that have a node', () => {
    const users = claimUsers()
    expect(users.change(pod(), undefined)).to.deep.equal([])
    expect(users.has('default/data')).to.equal(false)
    users.change(pod('node-0'), pod())
    expect(users.has('default/data')).to.equal(true)
    expect(users.change(pod('node-0'), pod('node-0'))).to.deep.equal([])
    expect(users.change(undefined, pod('node-0'))).to.deep.equal(['default/data'])
    expect(users.has('default/data')).to.equal(false)
  })
})

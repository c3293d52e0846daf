import { describe, it } from 'node:test'
import { expect } from 'chai'
import { connectionOf } from '../../client/index.ts'
import { kubeconfigOf } from './api-access.ts'

describe('access to an API server', () => {
  it('is read as it was written', async () => {
    const access = { server: 'https://127.0.0.1:6443', token: 'secret', ca: 'authority' }
    expect(await connectionOf(kubeconfigOf(access))).to.deep.equal(access)
  })
})

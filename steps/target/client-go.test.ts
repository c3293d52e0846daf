import { describe, it } from 'node:test'
import { expect } from 'chai'
import { obstacleToGo, runGoProgram } from './go-program-testing.ts'

const PARTS = [
  'discovery',
  'typed clients',
  'protobuf',
  'informers',
  'informers that list again',
  'server-side apply',
  'dynamic client',
  'pager and retry',
  'leader election',
]

/** What Go programs do with client-go, on the embedded API server. */
describe('client-go', { skip: (await obstacleToGo('client-go')) ?? false }, () => {
  it(`does its work: ${PARTS.join(', ')}`, async () => {
    expect(await runGoProgram('client-go')).to.deep.equal(PARTS)
  })
})

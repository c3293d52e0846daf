import { describe, it } from 'node:test'
import { expect } from 'chai'
import { claims, pods } from '../../client/index.ts'
import { ownWrites } from './own-writes.ts'

const written = (resourceVersion?: string) => ({ metadata: { name: 'x', ...(resourceVersion && { resourceVersion }) } })

function staged() {
  const asked: string[] = []
  let catchUp = () => {}
  const caughtUp = new Promise<void>((resolve) => (catchUp = resolve))
  const behind = { is: true }
  const writes = ownWrites((resource) => ({
    reached(version) {
      asked.push(`${resource.plural}@${version}`)
      return behind.is ? caughtUp : undefined
    },
  }))
  return { writes, asked, behind, catchUp: () => catchUp() }
}

describe('ownWrites', () => {
  it('are seen where there were none', () => {
    expect(staged().writes.seen('n/web')).to.equal(true)
  })

  it('are waited for until the cache has reached the newest', async () => {
    const { writes, asked, behind, catchUp } = staged()
    for (const version of ['9', '11', '10']) writes.remember('n/web', pods, written(version))
    writes.remember('n/web', claims, written('5'))
    const seen = writes.seen('n/web')
    expect(seen).not.to.equal(true)
    expect(asked).to.deep.equal(['pods@11', 'persistentvolumeclaims@5'])
    catchUp()
    await seen
    behind.is = false
    expect(writes.seen('n/web')).to.equal(true)
    expect(writes.seen('n/web')).to.equal(true)
    expect(asked.length).to.equal(4)
  })

  it('do not hold back other sets, nor a set that is gone', () => {
    const { writes } = staged()
    writes.remember('n/web', pods, written('9'))
    expect(writes.seen('n/other')).to.equal(true)
    writes.forget('n/web')
    expect(writes.seen('n/web')).to.equal(true)
  })

  it('that answer without a version leave nothing to wait for', () => {
    const { writes } = staged()
    writes.remember('n/web', pods, { kind: 'Status' })
    writes.remember('n/web', pods, undefined)
    expect(writes.seen('n/web')).to.equal(true)
  })
})

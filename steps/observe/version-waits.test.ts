import { describe, it } from 'node:test'
import { expect } from 'chai'
import { aTurn } from './testing.ts'
import { versionWaits } from './version-waits.ts'

/** What has become of a wait by now. */
async function stateOf(wait: Promise<boolean>): Promise<boolean | 'waits'> {
  await aTurn()
  return Promise.race([wait, Promise.resolve('waits' as const)])
}

describe('waiting for a version', () => {
  it('is over at once for what has come, and for what came before the watch', async () => {
    const waits = versionWaits('7')
    expect(await stateOf(waits.upTo('7'))).to.equal(true)
    expect(await stateOf(waits.upTo('8'))).to.equal('waits')
    expect(await stateOf(versionWaits(undefined).upTo('1'))).to.equal('waits')
  })

  it('is over when that version or a later one comes, for each who waits in its turn', async () => {
    const waits = versionWaits('7')
    const [ten, eleven] = [waits.upTo('10'), waits.upTo('11')]
    waits.advance('9')
    expect([await stateOf(ten), await stateOf(eleven)]).to.deep.equal(['waits', 'waits'])
    waits.advance('10')
    expect([await stateOf(ten), await stateOf(eleven)]).to.deep.equal([true, 'waits'])
    waits.advance('12')
    expect(await stateOf(eleven)).to.equal(true)
    expect(waits.version).to.equal('12')
  })

  it('compares numbers, not text', async () => {
    const waits = versionWaits('9')
    expect(await stateOf(waits.upTo('10'))).to.equal('waits')
  })

  it('fails when the watch breaks, and may begin again', async () => {
    const waits = versionWaits('7')
    const wait = waits.upTo('8')
    waits.fail()
    expect(await stateOf(wait)).to.equal(false)
    const again = waits.upTo('8')
    waits.advance('8')
    expect(await stateOf(again)).to.equal(true)
  })

  it('is over at once when nothing comes any more', async () => {
    const waits = versionWaits('7')
    const wait = waits.upTo('8')
    waits.close()
    expect(await stateOf(wait)).to.equal(false)
    expect(await stateOf(waits.upTo('8'))).to.equal(false)
    expect(await stateOf(waits.upTo('7'))).to.equal(true)
  })

  it('minds no version that is no number while nobody waits', () => {
    const waits = versionWaits(undefined)
    waits.advance('opaque')
    expect(waits.version).to.equal('opaque')
  })

  it('minds none once the waits are over, or have failed', async () => {
    const waits = versionWaits(undefined)
    const eight = waits.upTo('8')
    waits.advance('8')
    waits.advance('opaque')
    expect(await stateOf(eight)).to.equal(true)
    const failing = versionWaits(undefined)
    const nine = failing.upTo('9')
    failing.fail()
    failing.advance('opaque')
    expect(await stateOf(nine)).to.equal(false)
  })
})

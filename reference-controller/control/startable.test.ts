import { describe, it } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect } from 'chai'
import { startable } from './startable.ts'

function staged() {
  const story: string[] = []
  const slowly = async (what: string) => {
    await nextTurn()
    story.push(what)
  }
  const running = { stop: () => slowly('stopped') }
  const start = async () => {
    await slowly('started')
    return running
  }
  return { story, start, running }
}

describe('what can be started and stopped', () => {
  it('does what it is told in turn, and nothing twice', async () => {
    const { story, start } = staged()
    const { start: up, stop, restart } = startable(start)
    await Promise.all([up(), up(), restart(), stop(), stop(), up()])
    expect(story).to.deep.equal(['started', 'stopped', 'started', 'stopped', 'started'])
  })

  it('knows what has been started before', async () => {
    const { story, start, running } = staged()
    const { start: up, stop } = startable(start, running)
    await up()
    await stop()
    expect(story).to.deep.equal(['stopped'])
  })

  it('can be started again after a start that failed', async () => {
    const { story, start } = staged()
    let fails = true
    const { start: up } = startable(() => (fails ? Promise.reject(new Error('no')) : start()))
    expect(await up().catch(({ message }) => message)).to.equal('no')
    fails = false
    await up()
    expect(story).to.deep.equal(['started'])
  })
})

import { describe, it } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect } from 'chai'
import { startActivity } from '../activity.ts'
import { controlledClock } from '../clock.ts'
import { workQueue } from './work-queue.ts'

/** A queue whose work ends when the test says so. */
function staged(options: { workers: number; fail?: number }) {
  const clock = controlledClock(0)
  const started: string[] = []
  const open: { key: string; end: () => void }[] = []
  let failuresLeft = options.fail ?? 0
  const errors: unknown[] = []
  const process = (key: string) => {
    started.push(key)
    if (failuresLeft > 0) {
      failuresLeft--
      return Promise.reject(new Error('no'))
    }
    return new Promise<void>((resolve) => open.push({ key, end: resolve }))
  }
  const activity = startActivity()
  const { workers } = options
  const queue = workQueue(clock, process, {
    ...{ name: 'test', workers, activity },
    onError: (_, error) => errors.push(error),
  })
  return { clock, queue, started, open, errors, activity }
}

const turn = async () => {
  await nextTurn()
  await nextTurn()
}

describe('workQueue', () => {
  it('never processes a key twice at once, and once more if it was added meanwhile', async () => {
    const { queue, started, open, activity } = staged({ workers: 5 })
    queue.add('a')
    await turn()
    queue.add('a')
    queue.add('a')
    await turn()
    expect(started).to.deep.equal(['a'])
    open[0]?.end()
    await turn()
    expect(started).to.deep.equal(['a', 'a'])
    open[1]?.end()
    await turn()
    expect(activity.underWay()).to.deep.equal([])
  })

  it('processes as many keys in parallel as it has workers, in order', async () => {
    const { queue, started, open } = staged({ workers: 2 })
    for (const key of ['a', 'b', 'c', 'c']) queue.add(key)
    await turn()
    expect(started).to.deep.equal(['a', 'b'])
    open[1]?.end()
    await turn()
    expect(started).to.deep.equal(['a', 'b', 'c'])
  })

  it('leaves timers their turn, however often a key is added anew', async () => {
    let rounds = 0
    const timer = Promise.withResolvers<number>()
    setTimeout(() => timer.resolve(rounds), 0)
    const many = 100_000
    const queue = workQueue(
      controlledClock(0),
      async () => {
        rounds++
        if (rounds < many) queue.add('a')
        else timer.resolve(many)
      },
      { workers: 1 },
    )
    queue.add('a')
    expect(await timer.promise).to.be.lessThan(many)
    await queue.stop()
  })

  it('repeats failures with growing pauses until the key succeeds or is forgotten', async () => {
    const { clock, queue, started, errors } = staged({ workers: 1, fail: 3 })
    queue.add('a')
    for (const pause of [5, 10]) {
      await turn()
      const before = started.length
      clock.advance(pause - 1)
      await turn()
      expect(started.length).to.equal(before)
      clock.advance(1)
    }
    await turn()
    queue.forget('a')
    expect(errors.length).to.equal(3)
    clock.advance(20)
    await turn()
    expect(started.length).to.equal(4)
  })

  it('keeps the earliest of several due times', async () => {
    const { clock, queue, started, activity } = staged({ workers: 1 })
    queue.addAfter('a', 100, 'a test')
    queue.addAfter('a', 10, 'a test')
    queue.addAfter('a', 50, 'a test')
    queue.addAfter('b', 0, 'a test')
    await turn()
    expect(started).to.deep.equal(['b'])
    clock.advance(10)
    expect(activity.underWay()).to.deep.equal(['work queue of the test: 1 waiting, 1 in progress (b, a)'])
  })

  it('takes nothing more once stopped', async () => {
    const { clock, queue, started, open } = staged({ workers: 1 })
    queue.add('a')
    queue.addAfter('b', 1, 'a test')
    await turn()
    const stopped = queue.stop()
    open[0]?.end()
    await stopped
    queue.add('c')
    clock.advance(10)
    await turn()
    expect(started).to.deep.equal(['a'])
  })
})

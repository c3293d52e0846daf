import { mock } from 'node:test'
import { aTurn } from '../observe/testing.ts'

/** For tests: a clock that goes only while a promise is waited for, and then from one timer to the next. */
export function controlledClock() {
  let now = 0
  let timers: { readonly at: number; readonly callback: () => void }[] = []
  const start = (callback: () => void, ms = 0) => {
    const timer = { at: now + ms, callback }
    timers.push(timer)
    return timer
  }
  const cancel = (timer: unknown) => {
    timers = timers.filter((each) => each !== timer)
  }
  const mocks = [
    mock.method(performance, 'now', () => now),
    mock.method(globalThis, 'setTimeout', start as never),
    mock.method(globalThis, 'clearTimeout', cancel),
  ]
  async function until<T>(promise: Promise<T>): Promise<T> {
    let done = false
    const end = () => {
      done = true
    }
    promise.then(end, end)
    for (;;) {
      for (let turn = 0; turn < 3 && !done; turn++) await aTurn()
      if (done) return promise
      const next = timers.toSorted((a, b) => a.at - b.at)[0]
      if (!next) throw new Error(`nothing is left to wait for at ${now} ms`)
      cancel(next)
      now = next.at
      next.callback()
    }
  }
  const restore = () => {
    for (const each of mocks) each.mock.restore()
  }
  return { until, restore }
}

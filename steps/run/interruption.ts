import { once } from 'node:events'
import { monotonic, ONE_INTERRUPTION } from '../patience/index.ts'
import { exitCodes } from './errors.ts'

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/**
 * Ends this process with exit code 3 when it is interrupted: after `tidy` at the first signal, at once at the second.
 * @param lastWords the message at a second signal, which does not wait for `tidy`
 * @returns a function that removes the signal handlers
 */
export function onInterruption(tidy: () => Promise<void>, lastWords: () => string | undefined): () => void {
  let first: number | undefined
  const exit = () => process.exit(exitCodes.harnessError)
  function handle(signal: NodeJS.Signals): void {
    if (first !== undefined && monotonic() - first <= ONE_INTERRUPTION) return
    if (first !== undefined) {
      console.error(lastWords() ?? 'stopped')
      exit()
    }
    first = monotonic()
    console.error(`${signal}: stopping what was started; once more to end at once`)
    tidy().then(exit, exit)
  }
  for (const signal of SIGNALS) process.on(signal, handle)
  return () => {
    for (const signal of SIGNALS) process.off(signal, handle)
  }
}

/** Resolves at the first SIGINT or SIGTERM, which then end nothing by themselves. */
export async function interrupted(): Promise<void> {
  const heard = new AbortController()
  const signals = SIGNALS.map((name) => once(process, name, { signal: heard.signal }))
  await Promise.race(signals)
  heard.abort()
  for (const signal of signals) signal.catch(() => {})
}

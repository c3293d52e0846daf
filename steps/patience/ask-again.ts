import { monotonic, pause } from './clock.ts'
import { stretched } from './waits.ts'

interface Question {
  /** The awaited event, for the error message: "the API server answers /readyz". */
  readonly what: string
  /** Milliseconds between two questions. */
  readonly every: number
  /** Milliseconds after which the wait fails. */
  readonly atMost: number
  /** Ends the wait early with its reason, for instance because the process has exited. */
  readonly signal?: AbortSignal
}

/**
 * Asks until the answer is not `undefined`. For things that have no event; Kubernetes objects have one.
 * @throws Error naming what was awaited and the last failure as its cause.
 */
export async function askAgain<T>(question: () => Promise<T | undefined>, { what, every, atMost, signal }: Question) {
  const until = monotonic() + stretched(atMost)
  let cause: unknown
  for (;;) {
    signal?.throwIfAborted()
    try {
      const answer = await question()
      if (answer !== undefined) return answer
    } catch (error) {
      cause = error
    }
    if (monotonic() > until) throw new Error(`waited ${stretched(atMost)} ms in vain until ${what}`, { cause })
    await pause(every)
  }
}

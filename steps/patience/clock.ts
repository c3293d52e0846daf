/** The suite's only access to the machine's time. */

/** Milliseconds on a monotonic clock; only differences are meaningful. */
export const monotonic = (): number => performance.now()

/** The wall clock as RFC 3339 with whole seconds, as the Kubernetes API writes times. */
export const timestamp = (): string => new Date().toISOString().replace(/\.\d+Z$/, 'Z')

/** Resolves after `ms` milliseconds. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Calls back once after `ms` milliseconds; the returned function cancels it. */
export function alarm(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}

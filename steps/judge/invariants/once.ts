import type { History } from './invariant.ts'

/** Works a fact out once for each length of a trace: many invariants look at the same. */
export function once<T>(fact: (history: History) => T): (history: History) => T {
  const known = new WeakMap<History['trace'], { readonly length: number; readonly value: T }>()
  return (history) => {
    const { length } = history.trace.entries
    const last = known.get(history.trace)
    if (last?.length === length) return last.value
    const value = fact(history)
    known.set(history.trace, { length, value })
    return value
  }
}

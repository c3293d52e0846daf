import type { Clock } from './clock.ts'

let [lastSecond, lastText] = [Number.NaN, '']

/** A time as the API writes it: RFC 3339 in UTC, whole seconds. `ms` are milliseconds since the Unix epoch. */
export function timestampOf(ms: number): string {
  const second = Math.floor(ms / 1000)
  // The API server needs it for every write, and makes many in a second.
  if (second !== lastSecond) [lastSecond, lastText] = [second, `${new Date(ms).toISOString().slice(0, 19)}Z`]
  return lastText
}

/** The time now. */
export const timestamp = (clock: Clock): string => timestampOf(clock.now())

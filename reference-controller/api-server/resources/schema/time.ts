import { timestampOf } from '../../../timestamp.ts'

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:[.,](\d+))?(Z|[+-]\d{2}:\d{2})$/

export class TimeError extends Error {}

// The same few times are read again and again: those of the last seconds.
const REMEMBERED = 1_000
const remembered = new Map<string, string>()

/** A time in UTC: whole seconds, or microseconds for the API's micro times. Throws TimeError on anything else. */
export function canonicalTime(value: unknown, type: 'time' | 'micro-time'): string {
  const key = `${type} ${value}`
  const known = remembered.get(key)
  if (known !== undefined) return known
  const time = parsedTime(value, type)
  if (remembered.size >= REMEMBERED) remembered.clear()
  remembered.set(key, time)
  return time
}

function parsedTime(value: unknown, type: 'time' | 'micro-time'): string {
  const match = RFC3339.exec(String(value))
  const milliseconds = match ? Date.parse(String(value).replace(/[.,]\d+/, '')) : Number.NaN
  const exact = type === 'time' || match?.[1]?.length === 6
  if (!match || !exact || Number.isNaN(milliseconds))
    throw new TimeError(`expected RFC 3339${type === 'time' ? '' : ' with microseconds'}, got ${value}`)
  const seconds = timestampOf(milliseconds)
  return type === 'time' ? seconds : seconds.replace('Z', `.${match[1]}Z`)
}

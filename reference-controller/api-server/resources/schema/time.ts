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
  if (!match || !exact || Number.isNaN(milliseconds)) throw new TimeError(unparsable(String(value), type))
  const seconds = new Date(milliseconds).toISOString().slice(0, 19)
  return type === 'time' ? `${seconds}Z` : `${seconds}.${match[1]}Z`
}

/** The layout's element at which the value stops to fit; the server's message names it. */
function unparsable(value: string, type: 'time' | 'micro-time'): string {
  const layout = type === 'time' ? '2006-01-02T15:04:05Z07:00' : '2006-01-02T15:04:05.000000Z07:00'
  const elements = [
    '2006',
    '-',
    '01',
    '-',
    '02',
    'T',
    '15',
    ':',
    '04',
    ':',
    '05',
    ...(type === 'time' ? [] : ['.000000']),
  ]
  let rest = value
  for (const element of elements) {
    const digits = element.replace('.', '').length
    const fits = /^\d/.test(element)
      ? new RegExp(`^\\d{${element.length}}`).test(rest)
      : new RegExp(`^[${element[0]}]\\d{${element.length > 1 ? digits : 0}}`).test(rest)
    if (!fits) return `parsing time "${value}" as "${layout}": cannot parse "${rest}" as "${element}"`
    rest = rest.slice(element.length)
  }
  return `parsing time "${value}" as "${layout}": cannot parse "${rest}" as "Z07:00"`
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const YEAR = 365 * DAY

/** The units of a duration: two while it is short, then the larger one alone. */
const STEPS: { below: number; unit: number; sign: string; rest?: { unit: number; sign: string; of: number } }[] = [
  { below: 2 * MINUTE, unit: SECOND, sign: 's' },
  { below: 10 * MINUTE, unit: MINUTE, sign: 'm', rest: { unit: SECOND, sign: 's', of: 60 } },
  { below: 3 * HOUR, unit: MINUTE, sign: 'm' },
  { below: 8 * HOUR, unit: HOUR, sign: 'h', rest: { unit: MINUTE, sign: 'm', of: 60 } },
  { below: 2 * DAY, unit: HOUR, sign: 'h' },
  { below: 8 * DAY, unit: DAY, sign: 'd', rest: { unit: HOUR, sign: 'h', of: 24 } },
  { below: 2 * YEAR, unit: DAY, sign: 'd' },
  { below: 8 * YEAR, unit: YEAR, sign: 'y', rest: { unit: DAY, sign: 'd', of: 365 } },
  { below: Number.POSITIVE_INFINITY, unit: YEAR, sign: 'y' },
]

/** The age for tables: 5s, 3m20s, 4d. */
export function age(timestamp: unknown, now: number): string {
  if (typeof timestamp !== 'string' || timestamp === '') return '<unknown>'
  const passed = now - Date.parse(timestamp)
  // A small difference of clocks is tolerated.
  if (passed <= -2 * SECOND) return '<invalid>'
  if (passed < 0) return '0s'
  const { unit, sign, rest } = STEPS.find(({ below }) => passed < below)!
  const whole = `${Math.floor(passed / unit)}${sign}`
  const more = rest ? Math.floor(passed / rest.unit) % rest.of : 0
  return rest && more > 0 ? `${whole}${more}${rest.sign}` : whole
}

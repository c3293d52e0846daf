/**
 * Kubernetes quantities: parsing, comparing, and the one canonical spelling in which the server returns them
 * (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/).
 */
export interface Quantity {
  /** The value in billionths; the API keeps nothing finer. */
  nano: bigint
  format: 'decimal' | 'binary' | 'exponent'
}

export class QuantityError extends Error {}

const NANO = 1_000_000_000n
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const PATTERN = /^([+-]?)([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*[-+]?[0-9]*)$/

/** Parses a quantity as the server does; throws QuantityError. */
export function parseQuantity(value: unknown): Quantity {
  const match = typeof value === 'string' || typeof value === 'number' ? PATTERN.exec(String(value).trim()) : null
  const [, sign = '', whole = '', fraction = '', suffix = ''] = match ?? []
  if (!match || whole + fraction === '')
    throw new QuantityError(`expected a quantity such as 500m or 1Gi, got ${JSON.stringify(value)}`)
  const { base, exponent, format } = scaleOf(suffix)
  const digits = BigInt(whole + fraction) * NANO
  const up = exponent >= 0 ? BigInt(base) ** BigInt(exponent) : 1n
  const down = 10n ** BigInt(fraction.length) * (exponent < 0 ? BigInt(base) ** BigInt(-exponent) : 1n)
  const magnitude = roundedUp(digits * up, down)
  return { nano: sign === '-' ? -magnitude : magnitude, format }
}

/** The quantity in its canonical spelling: the largest suffix that leaves an integer. */
export function formatQuantity({ nano, format }: Quantity): string {
  if (nano === 0n) return '0'
  const negative = nano < 0n
  const magnitude = negative ? -nano : nano
  const binary = format === 'binary' && magnitude >= 1024n * NANO && magnitude % NANO === 0n
  const text = binary ? scaled(magnitude / NANO, 1024n, BINARY) : decimal(magnitude, format)
  return negative ? `-${text}` : text
}

/** The canonical form of a quantity. */
export function canonicalQuantity(value: unknown): string {
  return formatQuantity(parseQuantity(value))
}

/** Below zero when a is the smaller one, 0 when both are the same amount. */
export function compareQuantities(a: unknown, b: unknown): number {
  const difference = parseQuantity(a).nano - parseQuantity(b).nano
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

/** Resource lists are kept to thousandths, rounded up. */
export function roundedToMilli(value: string): string {
  const { nano, format } = parseQuantity(value)
  const magnitude = roundedUp(nano < 0n ? -nano : nano, 1_000_000n) * 1_000_000n
  return formatQuantity({ nano: nano < 0n ? -magnitude : magnitude, format })
}

function scaleOf(suffix: string): { base: number; exponent: number; format: Quantity['format'] } {
  const exponent = /^[eE]([-+]?[0-9]+)$/.exec(suffix)
  if (exponent) return { base: 10, exponent: Number(exponent[1]), format: 'exponent' }
  const decimal = DECIMAL.indexOf(suffix)
  if (decimal >= 0) return { base: 10, exponent: (decimal - 3) * 3, format: 'decimal' }
  const binary = BINARY.indexOf(suffix)
  if (binary > 0) return { base: 1024, exponent: binary, format: 'binary' }
  throw new QuantityError(`expected a suffix such as m, Gi or e3, got ${suffix}`)
}

function roundedUp(value: bigint, divisor: bigint): bigint {
  return (value + divisor - 1n) / divisor
}

function scaled(value: bigint, base: bigint, suffixes: string[]): string {
  let rest = value
  let index = 0
  while (index < suffixes.length - 1 && rest % base === 0n) {
    rest /= base
    index++
  }
  return `${rest}${suffixes[index]}`
}

function decimal(nano: bigint, format: Quantity['format']): string {
  if (format !== 'exponent') return scaled(nano, 1000n, DECIMAL)
  let rest = nano
  let exponent = -9
  while (rest % 1000n === 0n) {
    rest /= 1000n
    exponent += 3
  }
  return exponent === 0 ? `${rest}` : `${rest}e${exponent}`
}

/** The amount as a number, exact as far as numbers go; NaN if the text is no quantity. */
export function quantity(text: string): number {
  try {
    return Number(parseQuantity(text).nano) / Number(NANO)
  } catch {
    return Number.NaN
  }
}

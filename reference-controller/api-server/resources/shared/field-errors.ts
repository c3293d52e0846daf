import type { StatusCause } from '../definition.ts'

/** The causes of an Invalid Status. Reason and field are kube-apiserver's; the message is close to it. */

export function invalid(field: string, value: unknown, detail: string): StatusCause {
  return cause('FieldValueInvalid', field, `Invalid value: ${shown(value)}${tail(detail)}`)
}

export function required(field: string, detail = ''): StatusCause {
  return cause('FieldValueRequired', field, `Required value${tail(detail)}`)
}

export function forbidden(field: string, detail: string): StatusCause {
  return cause('FieldValueForbidden', field, `Forbidden: ${detail}`)
}

export function duplicate(field: string, value: unknown): StatusCause {
  return cause('FieldValueDuplicate', field, `Duplicate value: ${shown(value)}`)
}

export function notFound(field: string, value: unknown): StatusCause {
  return cause('FieldValueNotFound', field, `Not found: ${shown(value)}`)
}

export function notSupported(field: string, value: unknown, supported: readonly string[]): StatusCause {
  const values = supported.map((one) => JSON.stringify(one)).join(', ')
  return cause('FieldValueNotSupported', field, `Unsupported value: ${shown(value)}: supported values: ${values}`)
}

export function tooLong(field: string, limit: number): StatusCause {
  return cause('FieldValueTooLong', field, `Too long: may not be more than ${limit} bytes`)
}

/** One `invalid` for each problem of the value. */
export function problems(field: string, value: unknown, found: readonly string[]): StatusCause[] {
  return found.map((problem) => invalid(field, value, problem))
}

/** An amount that is none: kube-apiserver shows it bare. */
export function quantityProblem(field: string, amount: string): StatusCause {
  return cause('FieldValueInvalid', field, `Invalid value: ${amount}: must be a valid resource quantity`)
}

/** Amounts by name, whose names follow the field as they are. */
export function nonNegativeAmounts(field: string, amounts: Record<string, string> = {}): StatusCause[] {
  return Object.entries(amounts).flatMap(([name, amount]) =>
    amount.startsWith('-') ? [invalid(`${field}${name}`, amount, 'must be greater than or equal to 0')] : [],
  )
}

/** A number that may be absent, but not below zero. */
export function nonNegative(field: string, value: unknown): StatusCause[] {
  return typeof value === 'number' && value < 0 ? [invalid(field, value, 'must be greater than or equal to 0')] : []
}

/** A value of a closed list; the empty one is reported as missing. */
export function oneOf(field: string, value: unknown, supported: readonly string[]): StatusCause[] {
  if (value === undefined || value === '') return [required(field)]
  return supported.includes(value as string) ? [] : [notSupported(field, value, supported)]
}

function cause(reason: string, field: string, message: string): StatusCause {
  return { reason, message, field }
}

const tail = (detail: string) => (detail ? `: ${detail}` : '')

function shown(value: unknown): string {
  return JSON.stringify(value ?? null)
}

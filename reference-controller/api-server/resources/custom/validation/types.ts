import { checkedFormat } from '../formats.ts'
import type { JsonSchema } from '../json-schema.ts'
import type { Problem } from './problem.ts'

/** The type of a JSON value, by the name that schemas use. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

/** The types that a schema allows; none means any. */
export function typesOf(schema: JsonSchema): string[] {
  if (schema['x-kubernetes-int-or-string']) return ['integer', 'string']
  return schema.type ? [schema.type] : []
}

/** What upstream calls the format of a number that has none. */
const FORMATS: Record<string, string> = { integer: 'int64', number: 'float64' }

export function validateType(value: unknown, schema: JsonSchema, path: string): Problem[] {
  const types = typesOf(schema)
  const format = checkedFormat(schema)
  const type = typeOf(value)
  if (value === null) {
    return types.length > 0 && !schema.nullable ? [wrongType(path, types.join(','), 'null')] : []
  }
  const fits = types.includes(type) || (type === 'integer' && types.includes('number'))
  if (format) {
    const numeric = types.includes('number') || types.includes('integer')
    const textual = type === 'string' || type === 'array'
    if (!textual && !fits && format !== FORMATS[type]) return [wrongType(path, format, FORMATS[type] ?? '')]
    // Whether a text has the format is for the format to say, also where no text belongs.
    if (!numeric && textual) return []
  }
  return fits || (types.length === 0 && !format) ? [] : [wrongType(path, types.join(','), type)]
}

export function wrongType(path: string, expected: string, seen: unknown): Problem {
  const message = `${path} in body must be of type ${expected}: ${JSON.stringify(seen)}`
  return { kind: 'type', path, value: seen, message }
}

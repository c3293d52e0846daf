import { isDeepStrictEqual } from 'node:util'
import { checkedFormat, hasFormat } from '../formats.ts'
import type { JsonSchema } from '../json-schema.ts'
import { patternOf } from './pattern.ts'
import type { Problem } from './problem.ts'
import { wrongType } from './types.ts'

/** Length and pattern: the first thing that is wrong. */
export function validateText(value: string, schema: JsonSchema, path: string): Problem[] {
  const { maxLength, minLength, pattern } = schema
  const length = [...value].length
  if (maxLength !== undefined && length > maxLength) {
    const message = `${path} in body should be at most ${maxLength} chars long`
    return [{ kind: 'too-long', path, limit: maxLength, message }]
  }
  if (minLength !== undefined && length < minLength) {
    return [wrong(path, value, `should be at least ${minLength} chars long`)]
  }
  if (pattern && !patternOf(pattern).test(value)) return [wrong(path, value, `should match '${pattern}'`)]
  return []
}

export function validateFormat(value: string, schema: JsonSchema, path: string): Problem[] {
  const format = checkedFormat(schema)
  return format && !hasFormat(format, value) ? [wrongType(path, format, value)] : []
}

export function validateEnum(value: unknown, schema: JsonSchema, path: string): Problem[] {
  const { enum: allowed } = schema
  if (!allowed || allowed.length === 0 || allowed.some((one) => isDeepStrictEqual(one, value))) return []
  const supported = allowed.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
  const message = `${path} in body should be one of [${supported.join(' ')}]`
  return [{ kind: 'enum', path, value, supported, message }]
}

const RANGES: Record<string, (value: number) => boolean> = {
  int32: (value) => Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31,
  int64: (value) => Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63,
  float: (value) => Number.isFinite(Math.fround(value)),
}

/** Range of the format, then multiples, then bounds; the bounds of whole numbers are whole numbers. */
export function validateNumber(value: number, schema: JsonSchema, path: string): Problem[] {
  return [
    ...validateRange(value, schema, { path, what: 'Checked' }),
    ...validateMultiple(value, schema, path),
    ...validateBound(value, schema, { path, upper: true }),
    ...validateBound(value, schema, { path, upper: false }),
  ].sort((a, b) => rank(a) - rank(b))
}

// Upstream puts the lower bound before the upper one.
const rank = ({ message }: Problem) => (message.includes('should be less than') ? 1 : 0)

function validateRange(value: number, schema: JsonSchema, { path, what }: { path: string; what: string }): Problem[] {
  const { type = '' } = schema
  if (schema['x-kubernetes-int-or-string'] || (type !== 'integer' && type !== 'number')) return []
  const format = checkedFormat(schema)
  const fits = RANGES[format || (type === 'integer' ? 'int64' : '')]
  if (!fits || fits(value)) return []
  const expected = format ? `${type} with format ${format}` : `${type} (default format)`
  return [{ kind: 'combination', message: `${what} value must be of type ${expected} in ${path}` }]
}

function validateMultiple(value: number, schema: JsonSchema, path: string): Problem[] {
  const { multipleOf } = schema
  if (multipleOf === undefined) return []
  const misfit = validateRange(multipleOf, schema, { path, what: 'MultipleOf' })
  const factor = Number.isInteger(value) && misfit.length === 0 ? Math.trunc(multipleOf) : multipleOf
  if (factor <= 0) {
    const message = `factor MultipleOf declared for ${path} must be positive: ${factor}`
    return [...misfit, { kind: 'invalid', path, value: factor, message }]
  }
  const times = factor < 1 ? (1 / factor) * value : value / factor
  const whole = Math.abs(times - Math.round(times)) < 1e-9 * Math.max(1, Math.abs(times))
  return whole ? misfit : [...misfit, wrong(path, value, `should be a multiple of ${multipleOf}`)]
}

function validateBound(
  value: number,
  schema: JsonSchema,
  { path, upper }: { path: string; upper: boolean },
): Problem[] {
  const bound = upper ? schema.maximum : schema.minimum
  if (bound === undefined) return []
  const exclusive = upper ? schema.exclusiveMaximum : schema.exclusiveMinimum
  const misfit = validateRange(bound, schema, { path, what: upper ? 'Maximum boundary' : 'Minimum boundary' })
  const limit = Number.isInteger(value) && misfit.length === 0 ? Math.trunc(bound) : bound
  const beyond = upper ? value > limit : value < limit
  if (!beyond && !(exclusive && value === limit)) return misfit
  const relation = upper ? 'less than' : 'greater than'
  return [...misfit, wrong(path, value, `should be ${relation}${exclusive ? '' : ' or equal to'} ${limit}`)]
}

export function wrong(path: string, value: unknown, problem: string): Problem {
  return { kind: 'invalid', path, value, message: `${path} in body ${problem}` }
}

import { parseQuantity } from '../../../quantity.ts'
import type { CustomKind, KubeObject, ResourceDefinition } from '../definition.ts'
import { canonical } from './canonical.ts'
import { alreadyRead, type ReadJson } from './read-json.ts'
import { isSchemaOr, SCHEMA, schemasIn } from './schema-or.ts'
import { type Field, type ObjectType, objectType, typeOfKind } from './table.ts'
import { canonicalTime } from './time.ts'

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore'

export interface Decoded {
  /** In canonical form: unknown fields pruned, in the order and spelling of the real server. */
  object: KubeObject
  warnings: string[]
}

type Json = Record<string, unknown>

/** A body that cannot be decoded: the field, and what it must be. */
export class DecodeError extends Error {}

/** Decodes a body that is known to be of the right kind; throws DecodeError. */
export function decode(
  definition: Pick<ResourceDefinition, 'group' | 'version' | 'kind' | 'custom'>,
  read: ReadJson,
  mode: FieldValidation,
): Decoded {
  if (definition.custom) return decodeCustom(definition.custom, read, mode)
  const typeName = typeOfKind(definition.group, definition.version, definition.kind)
  const findings: Findings = { read, strict: [] }
  const value = (read.value ?? {}) as Json
  checkObject(objectType(typeName)!, value, '', findings)
  refuseStrict(mode, findings.strict)
  const apiVersion = definition.group ? `${definition.group}/${definition.version}` : definition.version
  const object = canonical(typeName, { ...value, kind: definition.kind, apiVersion }) as KubeObject
  keepEmptiedManagers(object, value)
  return { object, warnings: mode === 'Warn' ? findings.strict : [] }
}

/** @throws DecodeError if unknown or repeated fields are forbidden and there are any */
export function refuseStrict(mode: FieldValidation, findings: readonly string[]): void {
  if (mode !== 'Strict' || findings.length === 0) return
  throw new DecodeError(`strict decoding error: ${findings.join(', ')}`)
}

/** The fields of a part of an object that its type does not have. Throws DecodeError for a wrong type. */
export function unknownFields(typeName: string, value: unknown, path: string): string[] {
  const findings: Findings = { read: alreadyRead(value), strict: [] }
  checkObject(objectType(typeName)!, asObject(value, path), path, findings)
  return findings.strict.flatMap((finding) => /^unknown field "(.*)"$/.exec(finding)?.slice(1) ?? [])
}

function decodeCustom(custom: CustomKind, read: ReadJson, mode: FieldValidation): Decoded {
  const decoded = custom.decode(read, mode)
  keepEmptiedManagers(decoded.object, (read.value ?? {}) as Json)
  return decoded
}

/** An empty list of managers, which the encoder leaves out, resets the managers just as `[{}]` does. */
function keepEmptiedManagers({ metadata }: KubeObject, value: Json): void {
  const { managedFields } = (value['metadata'] ?? {}) as { managedFields?: unknown }
  if (metadata && Array.isArray(managedFields) && managedFields.length === 0) metadata['managedFields'] = [{}]
}

interface Findings {
  read: ReadJson
  /** Unknown and duplicate fields, in the order of the text. */
  strict: string[]
}

function checkObject(type: ObjectType, value: Json, path: string, findings: Findings): void {
  const seen = new Set<string>()
  for (const key of findings.read.keys(value)) {
    const field = Object.hasOwn(type.fields, key) ? type.fields[key] : undefined
    const at = path ? `${path}.${key}` : key
    if (!field && !seen.has(key)) findings.strict.push(`unknown field "${at}"`)
    if (field && seen.has(key)) findings.strict.push(`duplicate field "${at}"`)
    if (field && !seen.has(key)) checkField(field, value[key], at, findings)
    seen.add(key)
  }
}

function checkField(field: Field, value: unknown, path: string, findings: Findings): void {
  // Frozen values come from the store, and were checked before they were stored.
  if (value === null || value === undefined || (typeof value === 'object' && Object.isFrozen(value))) return
  if (!field.container) checkOne(field.type, value, path, findings)
  else if (field.container === 'list') checkItems(field, value, path, findings)
  else checkValues(field, asObject(value, path), path, findings)
}

function checkItems(field: Field, value: unknown, path: string, findings: Findings): void {
  if (!Array.isArray(value)) throw wrongType(path, 'a list', value)
  for (const [index, item] of value.entries()) checkOne(field.type, item, `${path}[${index}]`, findings)
}

function checkValues(field: Field, value: Json, path: string, findings: Findings): void {
  if (field.container === 'map-of-lists') return
  const seen = new Set<string>()
  for (const key of findings.read.keys(value)) {
    if (seen.has(key)) findings.strict.push(`duplicate field "${path}.${key}"`)
    else checkOne(field.type, value[key], `${path}.${key}`, findings)
    seen.add(key)
  }
}

function checkOne(type: string, value: unknown, path: string, findings: Findings): void {
  if (value === null) return
  const struct = objectType(type)
  if (struct) checkObject(struct, asObject(value, path), path, findings)
  else if (isSchemaOr(type)) checkSchemas(type, value, path, findings)
  else if (!isScalar(type, value)) throw wrongType(path, type, value)
}

/** kube-apiserver does not report unknown fields in these schemas. */
function checkSchemas(type: string, value: unknown, path: string, { read }: Findings): void {
  for (const schema of schemasIn(type, value)) checkObject(objectType(SCHEMA)!, schema, path, { read, strict: [] })
}

// Line breaks do not count.
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

function isScalar(type: string, value: unknown): boolean {
  switch (type) {
    case 'raw':
      return true
    case 'quantity':
      return parses(() => parseQuantity(value))
    case 'int-or-string':
      return typeof value === 'string' || isInteger(value, 'int32')
    case 'time':
    case 'micro-time':
      return typeof value === 'string' && parses(() => canonicalTime(value, type))
    case 'bool':
      return typeof value === 'boolean'
    case 'double':
      return typeof value === 'number'
    case 'bytes':
      return typeof value === 'string' && BASE64.test(value.replace(/[\r\n]/g, ''))
    case 'string':
      return typeof value === 'string'
    default:
      return isInteger(value, type)
  }
}

function parses(parse: () => unknown): boolean {
  try {
    parse()
    return true
  } catch {
    return false
  }
}

function isInteger(value: unknown, type: string): boolean {
  if (!Number.isInteger(value)) return false
  return type !== 'int32' || ((value as number) >= -(2 ** 31) && (value as number) < 2 ** 31)
}

/** @throws DecodeError if the value is no object */
function asObject(value: unknown, path: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json
  throw wrongType(path, 'an object', value)
}

const wrongType = (path: string, expected: string, value: unknown) =>
  new DecodeError(`${path}: expected ${expected}, got ${shown(value)}`)

const LONGEST = 60

/** The beginning of a value, for messages. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

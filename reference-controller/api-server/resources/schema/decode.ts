import type { CustomKind, KubeObject, ResourceDefinition } from '../definition.ts'
import { parseQuantity, QuantityError } from '../shared/quantity.ts'
import { Base64Error, parseBase64 } from './base64.ts'
import { canonical } from './canonical.ts'
import { alreadyRead, type ReadJson } from './read-json.ts'
import { isSchemaOr, SCHEMA, schemaOrProblem, schemasIn } from './schema-or.ts'
import { type Field, type ObjectType, objectType, typeOfKind } from './table.ts'
import { canonicalTime, TimeError } from './time.ts'

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore'

export interface Shaped {
  /** In canonical form: unknown fields pruned, in the order and spelling of the real server. */
  object: KubeObject
  warnings: string[]
}

type Json = Record<string, unknown>

interface Findings {
  read: ReadJson
  /** Unknown and duplicate fields, in the order of the text. */
  strict: string[]
  /** The first value of a wrong type; the decoder goes on to look for worse. */
  wrongType: string | undefined
}

/** What the decoder says of a body, without the sentence around it. */
export class DecodeError extends Error {}

/** Decodes a body that is known to be of the right kind; throws DecodeError. */
export function decode(
  definition: Pick<ResourceDefinition, 'group' | 'version' | 'kind' | 'custom'>,
  read: ReadJson,
  mode: FieldValidation,
): Shaped {
  if (definition.custom) return decodeCustom(definition.custom, read, mode)
  const typeName = typeOfKind(definition.group, definition.version, definition.kind)
  const findings: Findings = { read, strict: [], wrongType: undefined }
  const value = (read.value ?? {}) as Json
  checkObject(objectType(typeName)!, value, '', findings)
  if (findings.wrongType) throw new DecodeError(findings.wrongType)
  if (mode === 'Strict' && findings.strict.length > 0) {
    throw new DecodeError(`strict decoding error: ${findings.strict.join(', ')}`)
  }
  const apiVersion = definition.group ? `${definition.group}/${definition.version}` : definition.version
  const object = canonical(typeName, { ...value, kind: definition.kind, apiVersion }) as KubeObject
  keepEmptiedManagers(object, value)
  return { object, warnings: mode === 'Warn' ? findings.strict : [] }
}

/** Checks a part of an object as the type it is: the fields that are unknown in it. Throws DecodeError. */
export function unknownFields(typeName: string, value: unknown): string[] {
  const { go } = objectType(typeName)!
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DecodeError(`json: cannot unmarshal ${wordFor(value)} into Go value of type ${go}`)
  }
  const findings: Findings = { read: alreadyRead(value), strict: [], wrongType: undefined }
  checkObject(objectType(typeName)!, value as Json, '', findings)
  if (findings.wrongType) throw new DecodeError(findings.wrongType)
  return findings.strict.flatMap((finding) => /^unknown field "(.*)"$/.exec(finding)?.slice(1) ?? [])
}

function decodeCustom(custom: CustomKind, read: ReadJson, mode: FieldValidation): Shaped {
  const shaped = custom.decode(read, mode)
  keepEmptiedManagers(shaped.object, (read.value ?? {}) as Json)
  return shaped
}

/** No managers at all, which is not written, is asked for like this as well. */
function keepEmptiedManagers({ metadata }: KubeObject, value: Json): void {
  const { managedFields } = (value['metadata'] ?? {}) as { managedFields?: unknown }
  if (metadata && Array.isArray(managedFields) && managedFields.length === 0) metadata['managedFields'] = [{}]
}

function checkObject(type: ObjectType, value: Json, path: string, findings: Findings): void {
  const seen = new Set<string>()
  for (const key of findings.read.keys(value)) {
    const field = Object.hasOwn(type.fields, key) ? type.fields[key] : undefined
    const at = path ? `${path}.${key}` : key
    if (!field) {
      if (!seen.has(key)) findings.strict.push(`unknown field "${at}"`)
      seen.add(key)
      continue
    }
    if (seen.has(key)) findings.strict.push(`duplicate field "${at}"`)
    else checkField(field, { value: value[key], path: at, owner: type.go }, findings)
    seen.add(key)
  }
}

interface Place {
  value: unknown
  path: string
  /** The struct that error messages name. */
  owner: string
}

function checkField(field: Field, place: Place, findings: Findings): void {
  const { value } = place
  // What is frozen comes from the store, where nothing gets without having been checked.
  if (value === null || value === undefined || (typeof value === 'object' && Object.isFrozen(value))) return
  if (!field.container) {
    checkOne(field, place, findings)
    return
  }
  const list = field.container === 'list'
  if (list !== Array.isArray(value) || typeof value !== 'object') {
    wrongType(place, field.go ?? (list ? `[]${field.type}` : `map[string]${field.type}`), findings)
    return
  }
  if (field.container !== 'map-of-lists') checkItems(field, { ...place, value }, findings)
}

function checkItems(field: Field, place: Place & { value: object }, findings: Findings): void {
  const { value, path } = place
  const item = { ...field, go: itemType(field) }
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      checkOne(item, { ...place, value: element, path: `${path}[${index}]` }, findings)
    }
    return
  }
  const seen = new Set<string>()
  for (const key of findings.read.keys(value)) {
    if (seen.has(key)) findings.strict.push(`duplicate field "${path}.${key}"`)
    else checkOne(item, { ...place, value: (value as Json)[key], path }, findings)
    seen.add(key)
  }
}

function itemType(field: Field): string {
  return objectType(field.type)?.go ?? field.go?.replace(/^(\[\]|map\[\w+\])/, '') ?? field.type
}

function checkOne(field: Field, place: Place, findings: Findings): void {
  const { value } = place
  if (value === null) return
  const struct = objectType(field.type)
  if (struct) {
    const isObject = typeof value === 'object' && !Array.isArray(value)
    if (isObject) checkObject(struct, value as Json, place.path, findings)
    else wrongType(place, struct.go, findings)
    return
  }
  if (isSchemaOr(field.type)) {
    checkSchemas(field.type, value, findings)
    return
  }
  const expected = expectedScalar(field.type, value)
  if (expected) wrongType(place, expected === 'named' ? (field.go ?? goScalar(field.type)) : expected, findings)
}

/** Of what is unknown in these schemas, the real server's decoder says nothing. */
function checkSchemas(type: string, value: unknown, findings: Findings): void {
  const problem = schemaOrProblem(type, value)
  if (problem) throw new DecodeError(problem)
  for (const schema of schemasIn(type, value)) {
    const nested: Findings = { ...findings, strict: [], wrongType: undefined }
    checkObject(objectType(SCHEMA)!, schema, '', nested)
    findings.wrongType ??= nested.wrongType
  }
}

/** Undefined when the value fits; else the type that the message names (`named`: the field's own). */
function expectedScalar(type: string, value: unknown): string | undefined {
  if (type === 'raw') return undefined
  if (type === 'quantity') return checkParse(() => parseQuantity(value))
  if (type === 'int-or-string') return typeof value === 'string' || isInteger(value, 'int32') ? undefined : 'int32'
  if (type === 'time' || type === 'micro-time') {
    return typeof value === 'string' ? checkParse(() => canonicalTime(value, type)) : 'string'
  }
  if (type === 'bool') return typeof value === 'boolean' ? undefined : 'named'
  if (type === 'double') return typeof value === 'number' ? undefined : 'named'
  if (type === 'bytes' && typeof value === 'string') return checkParse(() => parseBase64(value))
  if (type === 'string' || type === 'bytes') return typeof value === 'string' ? undefined : 'named'
  return isInteger(value, type) ? undefined : 'named'
}

/** Types with a decoder of their own stop the decoding at once. */
function checkParse(parse: () => unknown): undefined {
  try {
    parse()
  } catch (cause) {
    if (cause instanceof QuantityError || cause instanceof TimeError || cause instanceof Base64Error)
      throw new DecodeError(cause.message, { cause })
    throw cause
  }
}

function isInteger(value: unknown, type: string): boolean {
  if (!Number.isInteger(value)) return false
  return type !== 'int32' || ((value as number) >= -(2 ** 31) && (value as number) < 2 ** 31)
}

const goScalar = (type: string) => (type === 'double' ? 'float64' : type === 'bytes' ? '[]uint8' : type)

function wrongType(place: Place, expected: string, findings: Findings): void {
  const number = typeof place.value === 'number' && /^int/.test(expected)
  const seen = number ? `number ${place.value}` : wordFor(place.value)
  const path = place.path.replace(/\[\d+\]/g, '')
  const owner = place.owner.replace('v1.', '')
  findings.wrongType ??= `json: cannot unmarshal ${seen} into Go struct field ${owner}.${path} of type ${expected}`
}

/** What JSON calls a value of that type, in the server's messages. */
export function wordFor(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

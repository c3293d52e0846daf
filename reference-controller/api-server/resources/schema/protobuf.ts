import { timestampOf } from '../../../timestamp.ts'
import { BodyError } from '../errors.ts'
import { SCHEMA } from './schema-or.ts'
import { type Field, objectType, schemaTable } from './table.ts'
import { each, integer, type Part } from './wire.ts'

/**
 * Protobuf bodies, which Go's typed clients send by default. The field numbers are in the
 * generated table, so that every served kind is supported; responses are JSON, which the same clients accept.
 */

type Json = Record<string, unknown>

// Every message begins with this, and is wrapped with its kind and version.
const MAGIC = Buffer.from('k8s\0')

/** The body as JSON text; throws BodyError for anything but a message of a known kind. */
export function protobufToJson(body: Buffer): string {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new BodyError('provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]')
  }
  try {
    return JSON.stringify(unwrapped(body.subarray(MAGIC.length)))
  } catch (cause) {
    if (cause instanceof BodyError) throw cause
    throw new BodyError(`the protobuf message cannot be read: ${(cause as Error).message}`, { cause })
  }
}

function unwrapped(body: Buffer): Json {
  let [apiVersion, kind] = ['', '']
  let raw: Buffer = Buffer.alloc(0)
  for (const part of each(body)) {
    if (part.number === 2) raw = part.bytes
    if (part.number !== 1) continue
    for (const inner of each(part.bytes)) {
      if (inner.number === 1) apiVersion = inner.bytes.toString()
      if (inner.number === 2) kind = inner.bytes.toString()
    }
  }
  const type = schemaTable().kinds[keyOf(apiVersion, kind)]
  if (!type) throw new BodyError(`no kind "${kind}" is registered for version "${apiVersion}" in protobuf`)
  return { kind, apiVersion, ...message(type, raw) }
}

function keyOf(apiVersion: string, kind: string): string {
  // These are options of all groups alike.
  if (kind === 'DeleteOptions') return `/v1/${kind}`
  return apiVersion.includes('/') ? `${apiVersion}/${kind}` : `/${apiVersion}/${kind}`
}

/** The field of a number, or a message whose fields JSON flattens. */
interface Slot {
  name?: string
  field?: Field
  inlined?: Slots
}
type Slots = Map<number, Slot>

const known = new Map<string, Slots>()

function slotsOf(type: string): Slots {
  const found = known.get(type)
  if (found) return found
  const slots: Slots = new Map()
  for (const [name, field] of Object.entries(objectType(type)?.fields ?? {}))
    place(slots, field.proto ?? [], { name, field })
  known.set(type, slots)
  return slots
}

function place(slots: Slots, [number, ...inner]: readonly number[], slot: Slot): void {
  if (number === undefined) return
  if (inner.length === 0) {
    slots.set(number, slot)
    return
  }
  const outer = slots.get(number) ?? { inlined: new Map() }
  slots.set(number, outer)
  if (outer.inlined) place(outer.inlined, inner, slot)
}

function message(type: string, body: Buffer, slots = slotsOf(type), into: Json = {}): Json {
  for (const part of each(body)) {
    const { name, field, inlined } = slots.get(part.number) ?? {}
    if (inlined) message(type, part.bytes, inlined, into)
    else if (name && field) take(into, { name, field, part })
  }
  return into
}

function take(into: Json, { name, field, part }: { name: string; field: Field; part: Part }): void {
  const { type, container, presence } = field
  if (container === 'list') {
    const list = (into[name] ?? []) as unknown[]
    list.push(...elements(type, part))
    into[name] = list
  } else if (container) {
    const map = (into[name] ?? {}) as Json
    const [key, value] = entry(field, part)
    map[key] = value
    into[name] = map
  } else {
    const value = scalarOrMessage(type, part)
    // Unset and zero are the same where Go has no pointer.
    const unset =
      value === undefined ||
      (presence !== 'optional' && presence !== 'nullable' && (value === '' || value === 0 || value === false))
    if (!unset) into[name] = value
  }
}

/** Numbers may be packed. */
function elements(type: string, part: Part): unknown[] {
  const packed = part.packed && (type === 'int32' || type === 'int64' || type === 'bool')
  if (!packed) return [scalarOrMessage(type, part)]
  const values: unknown[] = []
  for (let at = 0; at < part.bytes.length; ) {
    const { value, next } = integer(part.bytes, at)
    values.push(type === 'bool' ? value !== 0 : value)
    at = next
  }
  return values
}

function entry({ type, container }: Field, part: Part): [string, unknown] {
  let key = ''
  let value: unknown = container === 'map-of-lists' ? [] : type === 'string' || type === 'bytes' ? '' : {}
  for (const inner of each(part.bytes)) {
    if (inner.number === 1) key = inner.bytes.toString()
    else if (container === 'map-of-lists') value = [...each(inner.bytes)].map((item) => scalarOrMessage(type, item))
    else value = scalarOrMessage(type, inner)
  }
  return [key, value]
}

function scalarOrMessage(type: string, part: Part): unknown {
  const scalar = SCALARS[type]
  return scalar ? scalar(part) : message(type, part.bytes)
}

const SCALARS: Record<string, (part: Part) => unknown> = {
  string: ({ bytes }) => bytes.toString(),
  bytes: ({ bytes }) => bytes.toString('base64'),
  bool: ({ value }) => value !== 0,
  int32: ({ value }) => value,
  int64: ({ value }) => value,
  quantity: ({ bytes }) => partOf(bytes, 1)?.bytes.toString() || '0',
  'int-or-string': ({ bytes }) => {
    const isText = partOf(bytes, 1)?.value === 1
    return isText ? (partOf(bytes, 3)?.bytes.toString() ?? '') : (partOf(bytes, 2)?.value ?? 0)
  },
  time: ({ bytes }) => time(bytes, 0),
  'micro-time': ({ bytes }) => time(bytes, 6),
  'schema-or-array': ({ bytes }) => schemaOr(bytes, (parts) => parts.map((part) => message(SCHEMA, part.bytes))),
  'schema-or-bool': ({ bytes }) => schemaOrBool(bytes),
  'schema-or-strings': ({ bytes }) => schemaOr(bytes, (parts) => parts.map((part) => part.bytes.toString())),
  raw: ({ bytes }) => JSON.parse(partOf(bytes, 1)?.bytes.toString() || 'null'),
}

/** Messages for fields that JSON writes as a schema, a list or a boolean. */
function schemaOr(bytes: Buffer, second: (parts: Part[]) => unknown): unknown {
  const parts = [...each(bytes)]
  const further = parts.filter(({ number }) => number === 2)
  const schema = parts.find(({ number }) => number === 1)
  return further.length > 0 ? second(further) : schema ? message(SCHEMA, schema.bytes) : null
}

/** The first field is the boolean, also beside a schema. */
function schemaOrBool(bytes: Buffer): unknown {
  const schema = partOf(bytes, 2)
  return schema ? message(SCHEMA, schema.bytes) : partOf(bytes, 1)?.value === 1
}

const partOf = (bytes: Buffer, wanted: number) => [...each(bytes)].findLast(({ number }) => number === wanted)

/** A time that is not set is an empty message. */
function time(bytes: Buffer, digits: number): string | undefined {
  if (bytes.length === 0) return undefined
  const whole = timestampOf((partOf(bytes, 1)?.value ?? 0) * 1000)
  const fraction = String(partOf(bytes, 2)?.value ?? 0).padStart(9, '0')
  return digits > 0 ? whole.replace('Z', `.${fraction.slice(0, digits)}Z`) : whole
}

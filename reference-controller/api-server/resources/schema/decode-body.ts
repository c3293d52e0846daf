import { isDeepStrictEqual } from 'node:util'
import type { KubeObject, ResourceDefinition } from '../definition.ts'
import { BodyError } from '../errors.ts'
import { type Decoded, DecodeError, decode, type FieldValidation, shown } from './decode.ts'
import { alreadyRead, type ReadJson, readJson } from './read-json.ts'

/**
 * Decodes a request's body as the resource. `body` is best given as text: only there can repeated fields be seen.
 * `stored` is the object that it replaces.
 * Throws BodyError.
 */
export function decodeBodyOf(
  definition: ResourceDefinition,
  body: unknown,
  mode: FieldValidation,
  stored?: KubeObject,
): Decoded {
  const text = typeof body === 'string' ? readBody(definition.kind, body) : alreadyRead(body)
  const read = stored && !text.repeats && !definition.custom ? withStoredSpec(text, stored) : text
  checkKind(definition, read.value)
  try {
    return decode(definition, read, mode)
  } catch (cause) {
    if (!(cause instanceof DecodeError)) throw cause
    const { kind, version } = definition
    throw new BodyError(`${kind} in version "${version}" cannot be handled as a ${kind}: ${cause.message}`, { cause })
  }
}

/**
 * Most writes leave the spec as it is. The one in the store is frozen: it is neither checked nor put into order again, and
 * comparisons skip it, as they do when a patch leaves it alone.
 */
function withStoredSpec(read: ReadJson, { spec }: KubeObject): ReadJson {
  const value = read.value as { spec?: unknown } | null
  const isSame = typeof spec === 'object' && spec !== null && isDeepStrictEqual(value?.spec, spec)
  return isSame ? alreadyRead({ ...value, spec }) : read
}

function readBody(kind: string, text: string): ReadJson {
  try {
    return readJson(text)
  } catch (cause) {
    throw unrecognized(kind, (cause as Error).message, cause)
  }
}

function unrecognized(kind: string, problem: string, cause?: unknown): BodyError {
  return new BodyError(`the object provided is unrecognized (must be of type ${kind}): ${problem}`, { cause })
}

/** A body may omit the kind and version that its address has; those that it states must agree. */
function checkKind(definition: ResourceDefinition, value: unknown): void {
  if (value === null) return
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw unrecognized(definition.kind, `expected an object, got ${shown(value)}`)
  }
  const wanted = definition.group ? `${definition.group}/${definition.version}` : definition.version
  const { apiVersion = '', kind = '' } = value as { apiVersion?: unknown; kind?: unknown }
  if (typeof kind !== 'string' || typeof apiVersion !== 'string') {
    throw unrecognized(definition.kind, 'expected kind and apiVersion to be strings')
  }
  // A body of a custom kind must state what it is; a wrong kind is a matter of validation.
  if (definition.custom && !kind) throw unrecognized(definition.kind, 'it has no kind')
  if (!definition.custom && kind && kind !== definition.kind) {
    throw new BodyError(`${kind} in version "${apiVersion || wanted}" cannot be handled as a ${definition.kind}`)
  }
  if (apiVersion === wanted || (!apiVersion && !definition.custom)) return
  const problem = `does not match the expected API version (${wanted})`
  throw new BodyError(`the API version in the data (${apiVersion}) ${problem}`)
}

import jsonPatch, { type Operation } from 'fast-json-patch'
import { PatchError } from '../errors.ts'

const REJECTED = 'the server rejected our request due to an error in our request'

/**
 * JSON patch (RFC 6902) with the leniencies of the library that kube-apiserver uses: replacing an absent member adds it,
 * a test for null passes on an absent one, a missing value is null, and so is the copy of an absent one; a path may begin
 * with anything up to its first slash, and the index -1 is that of the last element.
 */
export function applyJsonPatch(object: object, operations: unknown[]): unknown {
  let document: unknown = structuredClone(object)
  try {
    for (const operation of operations) {
      const step = lenient(document, operation as Operation)
      if (step) document = jsonPatch.applyOperation(document, step, true, true).newDocument
    }
  } catch (cause) {
    throw new PatchError(422, 'Invalid', REJECTED, { cause })
  }
  return document
}

interface Loose {
  op?: string
  path?: unknown
  from?: unknown
  value?: unknown
}

function placeOf(document: unknown, given: string): string {
  const path = given.includes('/') ? given.slice(given.indexOf('/')) : given
  const [, list, index] = /^(.*)\/(-\d+)$/.exec(path) ?? []
  const parent: unknown = list === undefined ? undefined : jsonPatch.getValueByPointer(document, list)
  return Array.isArray(parent) ? `${list}/${parent.length + Number(index)}` : path
}

function lenient(document: unknown, operation: Operation): Operation | undefined {
  const { op, path: given, from, value = null } = (operation ?? {}) as Loose
  if (typeof given !== 'string') return operation
  const path = placeOf(document, given)
  if (op === 'remove') return { op, path }
  if (op === 'copy' && typeof from === 'string' && isAbsentMember(document, from))
    return { op: 'add', path, value: null }
  if (!(op === 'add' || op === 'replace' || op === 'test')) return operation
  const absent = isAbsentMember(document, path)
  if (absent && op === 'test' && value === null) return undefined
  return { op: absent && op === 'replace' ? 'add' : op, path, value }
}

function isAbsentMember(document: unknown, path: string): boolean {
  const cut = path.lastIndexOf('/')
  if (cut < 0) return false
  const parent: unknown = jsonPatch.getValueByPointer(document, path.slice(0, cut))
  const member = jsonPatch.unescapePathComponent(path.slice(cut + 1))
  return typeof parent === 'object' && parent !== null && !Array.isArray(parent) && !(member in parent)
}

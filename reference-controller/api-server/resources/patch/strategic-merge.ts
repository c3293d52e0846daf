import { PatchError } from '../errors.ts'
import { DecodeError, shown } from '../schema/decode.ts'
import { type Field, fieldsOf } from '../schema/table.ts'
import { type MergeItems, mergeList } from './merge-list.ts'

type Json = Record<string, unknown>

const ORDER = '$setElementOrder/'
const DELETE_FROM = '$deleteFromPrimitiveList/'

/**
 * Strategic merge patch: like a JSON merge patch, but lists merge by key where the schema says so, and directives
 * ($patch, $retainKeys, $setElementOrder/…, $deleteFromPrimitiveList/…) steer it. The arguments are left as they are.
 * https://github.com/kubernetes/community/blob/main/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 */
export function strategicMerge(type: string | undefined, original: Json, patch: Json): Json {
  const directive = patch['$patch']
  if (directive !== undefined) return replaced(directive, patch)
  const result = { ...original }
  retainKeys(result, patch['$retainKeys'], patch)
  const ordered = applyOrderedLists(type, result, patch)
  for (const [key, value] of Object.entries(patch)) {
    if (key === '$retainKeys' || key.startsWith(ORDER) || ordered.has(key)) continue
    if (key.startsWith(DELETE_FROM)) deleteFromList(result, key.slice(DELETE_FROM.length), value)
    else mergeKey(type, result, { key, value })
  }
  return result
}

function replaced(directive: unknown, patch: Json): Json {
  const { $patch: _, ...rest } = patch
  if (directive === 'replace') return rest
  if (directive === 'delete') return {}
  throw new PatchError(500, '', `unknown patch type: ${directive}`)
}

function mergeKey(type: string | undefined, result: Json, { key, value }: { key: string; value: unknown }): void {
  if (value === null) {
    delete result[key]
    return
  }
  const field = fieldOf(type, key)
  const merged = mergeValue(field, result[key], value)
  if (merged === undefined) delete result[key]
  else result[key] = merged
}

function fieldOf(type: string | undefined, key: string): Field | undefined {
  return type ? fieldsOf(type).byName.get(key)?.field : undefined
}

function mergeValue(field: Field | undefined, original: unknown, value: unknown): unknown {
  // kube-apiserver does not support $retainKeys in plain maps either.
  if (field?.container === 'map' && isMap(value) && '$retainKeys' in value)
    throw new DecodeError('$retainKeys is not supported in a map')
  if (isMap(original) && isMap(value)) {
    const type = field?.container === 'map' ? undefined : field?.type
    return strategies(field).includes('replace') ? value : strategicMerge(type, original, value)
  }
  if (Array.isArray(original) && Array.isArray(value)) return listValue(field, original, value)
  return withoutDirectives(value)
}

function listValue(field: Field | undefined, original: unknown[], value: unknown[]): unknown[] {
  return strategies(field).includes('merge') ? mergeList(original, value, itemsOf(field)) : value
}

function itemsOf(field: Field | undefined): MergeItems {
  return { key: field?.mergeKey, merge: (original, patch) => strategicMerge(field?.type, original, patch) }
}

const strategies = (field: Field | undefined) => field?.patch?.split(',') ?? []

/** Merges the lists with $setElementOrder; returns their keys. */
function applyOrderedLists(type: string | undefined, result: Json, patch: Json): Set<string> {
  const done = new Set<string>()
  for (const [directive, order] of Object.entries(patch)) {
    if (!directive.startsWith(ORDER)) continue
    const key = directive.slice(ORDER.length)
    done.add(key)
    if (!Array.isArray(order)) throw badArgument(order)
    const field = fieldOf(type, key)
    const ordered = orderedList(field, [result[key], patch[key]], order)
    if (ordered) result[key] = ordered
  }
  return done
}

function orderedList(field: Field | undefined, lists: [unknown, unknown], order: unknown[]): unknown[] | undefined {
  const [original, patch] = lists
  for (const list of lists) if (list !== undefined && !Array.isArray(list)) throw badArgument(list)
  const items = itemsOf(field)
  if (!Array.isArray(patch)) return Array.isArray(original) ? mergeList(original, [], items, order) : undefined
  if (patch.some(isMap)) checkElements(order, items)
  checkOrder(patch, order, items)
  if (!Array.isArray(original)) return mergeList([], withoutDirectives(patch) as unknown[], items, order)
  if (strategies(field).includes('merge')) return mergeList(original, patch, items, order)
  return mergeList([], patch, items, order)
}

/** An order of maps names them by their key. */
function checkElements(order: unknown[], { key }: MergeItems): void {
  for (const item of order) {
    if (isMap(item) && (!key || key in item)) continue
    throw new PatchError(500, '', `expected elements of $setElementOrder with ${key}, got ${shown(item)}`)
  }
}

/** The patch's elements must come in the order that its own directive gives. */
function checkOrder(patch: unknown[], order: unknown[], { key }: MergeItems): void {
  const identity = (item: unknown) => (key && isMap(item) ? item[key] : item)
  const wanted = patch.filter((item) => !isMap(item) || item['$patch'] === undefined).map(identity)
  let index = 0
  for (const item of order) if (index < wanted.length && identity(item) === wanted[index]) index++
  if (index === wanted.length || order.length === 0) return
  throw new PatchError(500, '', `the order in the patch does not match $setElementOrder ${shown(order)}`)
}

function deleteFromList(result: Json, key: string, value: unknown): void {
  const list = result[key]
  if (Array.isArray(list) && Array.isArray(value)) result[key] = list.filter((item) => !value.includes(item))
}

function retainKeys(result: Json, keys: unknown, patch: Json): void {
  if (keys === undefined) return
  const isListed = (key: string) => Array.isArray(keys) && keys.includes(key)
  const mustBeListed = Object.keys(patch).filter((key) => patch[key] !== null && !key.startsWith('$'))
  if (!Array.isArray(keys) || !mustBeListed.every(isListed)) {
    throw new PatchError(400, 'BadRequest', 'invalid patch format of retainKeys')
  }
  for (const key of Object.keys(result)) if (!isListed(key)) delete result[key]
}

/** A value taken over as it is, but for its directives and nulls. Undefined when nothing is to be kept. */
function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDirectives).filter((item) => item !== undefined)
  if (!isMap(value)) return value
  if (value['$patch'] !== undefined && value['$patch'] !== 'replace') return undefined
  const kept = Object.entries(value).filter(([key, item]) => !key.startsWith('$') && item !== null)
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutDirectives(item)]))
}

const badArgument = (value: unknown) => new PatchError(500, '', `expected a list, got ${shown(value)}`)

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

import { PatchError } from '../errors.ts'

type Json = Record<string, unknown>

/** The merge key of a list, and the merge of two elements with the same key. */
export interface MergeItems {
  key: string | undefined
  merge(original: Json, patch: Json): Json
}

/** Merges a patch's list into the server's; `order` overrides the order that the patch's own elements imply. */
export function mergeList(original: unknown[], patch: unknown[], items: MergeItems, order?: unknown[]): unknown[] {
  if (original.length === 0 && patch.length === 0) return original
  const maps = [...original, ...patch].filter((item) => typeof item === 'object' && item !== null)
  if (maps.length === 0)
    return arranged([...new Set([...original, ...patch])], original, order ?? patch, (item) => item)
  if (maps.length < original.length + patch.length) {
    throw internal('list element types are not identical')
  }
  const { key } = items
  if (!key) throw internal('cannot merge lists without merge key')
  const special = specialElements(original as Json[], patch as Json[], key)
  const merged = mergeElements(special, items, key)
  return arranged(merged, special.original, order ?? special.patch, (item) => (item as Json)[key])
}

interface Lists {
  original: Json[]
  patch: Json[]
}

/** Carries out elements with a directive, such as { $patch: delete, name: x }. */
function specialElements(original: Json[], patch: Json[], key: string): Lists {
  const plain = patch.filter((item) => item['$patch'] === undefined)
  let kept = original
  let replace = false
  for (const item of patch.filter((candidate) => candidate['$patch'] !== undefined)) {
    const directive = item['$patch']
    if (directive === 'merge') throw internal('merging lists cannot yet be specified in the patch')
    if (directive !== 'delete' && directive !== 'replace') {
      throw internal(`unknown patch type: ${directive}`)
    }
    if (directive === 'replace') replace = true
    else kept = kept.filter((candidate) => candidate[key] !== keyOf(item, key))
  }
  return replace ? { original: plain, patch: [] } : { original: kept, patch: plain }
}

function mergeElements({ original, patch }: Lists, items: MergeItems, key: string): Json[] {
  const merged = [...original]
  for (const item of patch) {
    const value = keyOf(item, key)
    const index = merged.findIndex((candidate) => candidate[key] === value)
    if (index < 0) merged.push(item)
    else merged[index] = items.merge(merged[index]!, item)
  }
  return merged
}

function keyOf(item: Json, key: string): unknown {
  if (key in item) return item[key]
  throw internal(`an element does not contain the declared merge key ${key}`)
}

/**
 * The elements that the patch names come in its order; the server's own keep theirs, each placed before the first
 * named element that it preceded on the server.
 */
function arranged(
  merged: unknown[],
  original: unknown[],
  patchOrder: unknown[],
  identity: (item: unknown) => unknown,
): unknown[] {
  const serverIndex = new Map(original.map((item, index) => [identity(item), index]))
  const patchIndex = new Map(patchOrder.map((item, index) => [identity(item), index]))
  const by = (index: Map<unknown, number>) => (a: unknown, b: unknown) =>
    (index.get(identity(a)) ?? 0) - (index.get(identity(b)) ?? 0)
  const named = merged.filter((item) => patchIndex.has(identity(item))).sort(by(patchIndex))
  const own = merged.filter((item) => !patchIndex.has(identity(item))).sort(by(serverIndex))
  const result: unknown[] = []
  while (own.length > 0 && named.length > 0) {
    const mine = serverIndex.get(identity(own[0]))
    const theirs = serverIndex.get(identity(named[0]))
    const first = mine !== undefined && theirs !== undefined && mine < theirs
    result.push((first ? own : named).shift())
  }
  return [...result, ...own, ...named]
}

function internal(message: string): PatchError {
  return new PatchError(500, '', message)
}

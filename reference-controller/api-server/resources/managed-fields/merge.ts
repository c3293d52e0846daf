import { elementOfItem, itemsByElement } from './list-items.ts'
import { concrete, type ListShape, type MapShape, type SettledShape, type Shape } from './shape.ts'

type Json = Record<string, unknown>

/**
 * The live value with all that the configuration says: lists and maps that are not atomic keep what the configuration
 * does not name. Undefined when nothing is left.
 */
export function merged(free: Shape, live: unknown, config: unknown): unknown {
  const shape = concrete(free, live, config)
  if (config === undefined && live === undefined) return undefined
  if (isLeaf(shape, live, config)) return config === undefined ? live : config
  if (shape.kind === 'list') return mergedLists(shape, (live ?? []) as unknown[], (config ?? []) as unknown[])
  return mergedMaps(shape as MapShape, (live ?? {}) as Json, (config ?? {}) as Json)
}

function isLeaf(shape: SettledShape, live: unknown, config: unknown): boolean {
  if (shape.kind === 'scalar') return true
  const whole = shape.kind === 'list' ? shape.relation === 'atomic' : shape.atomic
  return whole || (isBare(live) && isBare(config))
}

const isBare = (value: unknown) => value === undefined || value === null || Object.keys(value as object).length === 0

function mergedMaps(shape: MapShape, live: Json, config: Json): Json | undefined {
  const names = new Set([...Object.keys(live), ...Object.keys(config)])
  const result: Json = {}
  for (const name of names) {
    const child = shape.fields.get(name)?.shape ?? shape.value?.()
    const value = child ? merged(child, live[name], config[name]) : live[name]
    if (value !== undefined) result[name] = value
  }
  return Object.keys(result).length > 0 ? result : undefined
}

/**
 * The configuration's order counts for all that it names. What only the live list has keeps its place: behind what
 * stands before it there and is named as well.
 */
function mergedLists(shape: ListShape, live: unknown[], config: unknown[]): unknown[] | undefined {
  const mine = itemsByElement(shape, live)
  const theirs = itemsByElement(shape, config)
  const wanted = [...theirs.keys()]
  const result: unknown[] = []
  /** Everything up to the first that both have and that has not come yet. */
  const takeWanted = (last?: string) => {
    for (let element = wanted.shift(); element !== undefined; element = wanted.shift()) {
      result.push(mergedItem(shape, mine.get(element), theirs.get(element)?.[0]))
      if (element === last) return
    }
  }
  for (const item of live) {
    const element = elementOfItem(shape, item)
    if (!theirs.has(element)) result.push(merged(shape.item(), item, undefined))
    else if (element === wanted.find((candidate) => mine.has(candidate))) takeWanted(element)
  }
  takeWanted()
  const kept = result.filter((item) => item !== undefined)
  return kept.length > 0 ? kept : undefined
}

/** Ambiguous live items are replaced, not merged. */
function mergedItem(shape: ListShape, live: unknown[] = [], config: unknown): unknown {
  return merged(shape.item(), live.length > 1 ? null : live[0], config)
}

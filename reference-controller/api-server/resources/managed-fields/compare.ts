import { isDeepStrictEqual } from 'node:util'
import { differenceWithBelow, type FieldSet } from './field-set.ts'
import { type FieldsBuilder, fieldsBuilder } from './fields-builder.ts'
import { itemsByElement } from './list-items.ts'
import { fieldElement } from './path-element.ts'
import { concrete, type ListShape, type MapShape, type SettledShape, type Shape } from './shape.ts'

type Json = Record<string, unknown>

/** The fields in which two values differ. */
export interface Comparison {
  added: FieldSet
  modified: FieldSet
  removed: FieldSet
}

type Found = Record<keyof Comparison, FieldsBuilder>

/** The fields that the second of two values adds, changes and removes. Identical parts are skipped. */
export function compare(shape: Shape, before: unknown, after: unknown): Comparison {
  const found: Found = { added: fieldsBuilder(), modified: fieldsBuilder(), removed: fieldsBuilder() }
  compareValue(shape, [before, after], { path: [], found })
  return { added: found.added.done(), modified: found.modified.done(), removed: found.removed.done() }
}

/** A comparison that does not look at some fields and what is below them. */
export function without({ added, modified, removed }: Comparison, ignored: FieldSet): Comparison {
  return {
    added: differenceWithBelow(added, ignored),
    modified: differenceWithBelow(modified, ignored),
    removed: differenceWithBelow(removed, ignored),
  }
}

type Pair = readonly [before: unknown, after: unknown]

interface Location {
  path: string[]
  found: Found
}

function compareValue(free: Shape, pair: Pair, place: Location): void {
  const [before, after] = pair
  if (before === after) return
  const shape = concrete(free, before, after)
  if (isLeaf(shape, pair)) {
    compareLeaf(pair, place)
    return
  }
  if (shape.kind === 'list') compareLists(shape, pair, place)
  else compareMaps(shape as MapShape, pair, place)
  if (before === undefined) place.found.added.add(place.path)
  else if (after === undefined) place.found.removed.add(place.path)
}

/** Two empty values are one field, so that the difference between empty and null is not lost. */
function isLeaf(shape: SettledShape, [before, after]: Pair): boolean {
  if (shape.kind === 'scalar') return true
  const whole = shape.kind === 'list' ? shape.relation === 'atomic' : shape.atomic
  return whole || (isBare(before) && isBare(after))
}

function isBare(value: unknown): boolean {
  if (value === undefined || value === null) return true
  for (const _ in value as Json) return false
  return true
}

function compareLeaf([before, after]: Pair, { path, found }: Location): void {
  if (before === undefined) found.added.add(path)
  else if (after === undefined) found.removed.add(path)
  else if (!sameLeaf(before, after)) found.modified.add(path)
}

/** Most leaves are scalars, which compare without a walk. */
function sameLeaf(before: unknown, after: unknown): boolean {
  const scalars = typeof before !== 'object' || typeof after !== 'object'
  return scalars ? before === after : isDeepStrictEqual(before, after)
}

function compareMaps(shape: MapShape, [before, after]: Pair, place: Location): void {
  const [left, right] = [(before ?? {}) as Json, (after ?? {}) as Json]
  for (const name in left) compareField(shape, name, [left[name], right[name]], place)
  for (const name in right) if (left[name] === undefined) compareField(shape, name, [undefined, right[name]], place)
}

function compareField(shape: MapShape, name: string, pair: Pair, place: Location): void {
  if (pair[0] === pair[1]) return
  const known = shape.fields.get(name)
  const child = known?.shape ?? shape.value?.()
  if (!child) return
  place.path.push(known?.element ?? fieldElement(name))
  compareValue(child, pair, place)
  place.path.pop()
}

function compareLists(shape: ListShape, [before, after]: Pair, place: Location): void {
  const left = itemsByElement(shape, before as unknown[] | null | undefined)
  const right = itemsByElement(shape, after as unknown[] | null | undefined)
  for (const element of new Set([...left.keys(), ...right.keys()])) {
    place.path.push(element)
    compareItems(shape, [left.get(element) ?? [], right.get(element) ?? []], place)
    place.path.pop()
  }
}

/** Items that repeat an element are one field together. */
function compareItems(shape: ListShape, [left, right]: readonly [unknown[], unknown[]], place: Location): void {
  const { path, found } = place
  if (left.length <= 1 && right.length <= 1) compareValue(shape.item(), [left[0], right[0]], place)
  else if (left.length >= 2 && right.length >= 2) {
    if (!isDeepStrictEqual(left, right)) found.modified.add(path)
  } else if (left.length >= 2) {
    if (right.length > 0) compareValue(shape.item(), [undefined, right[0]], place)
    found.removed.add(path)
  } else {
    if (left.length > 0) compareValue(shape.item(), [left[0], undefined], place)
    found.added.add(path)
  }
}

import { type FieldSet, inOrder, NOTHING, type Path } from './field-set.ts'

interface Growing {
  [element: string]: Growing
}

/** Collects fields one by one. */
export interface FieldsBuilder {
  add(path: Path): void
  done(): FieldSet
}

export function fieldsBuilder(): FieldsBuilder {
  let root: Growing | undefined
  return {
    add(path) {
      root ??= {}
      insert(root, path)
    },
    done: () => (root ? ordered(root) : NOTHING),
  }
}

function insert(root: Growing, path: Path): void {
  let at = root
  let isNew = true
  for (const [index, element] of path.entries()) {
    // An element without children is itself a member of the set.
    if (index > 0 && !isNew && isBare(at)) at['.'] = {}
    isNew = !(element in at)
    at[element] ??= {}
    at = at[element]
  }
  if (!isNew && !isBare(at)) at['.'] = {}
}

function isBare(growing: Growing): boolean {
  for (const _ in growing) return false
  return true
}

function ordered(growing: Growing): FieldSet {
  for (const [element, below] of Object.entries(growing)) growing[element] = ordered(below) as Growing
  return inOrder(growing)
}

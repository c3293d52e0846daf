import { compareElements } from './path-element.ts'

/**
 * A set of fields, as it is written (FieldsV1): a trie whose keys are path elements. A node without keys, or with the
 * key `.`, is itself in the set; other nodes lead to members. Sets are immutable and
 * share common parts.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export interface FieldSet {
  readonly [element: string]: FieldSet
}

/** Elements from the root to a field. */
export type Path = readonly string[]

const SELF = '.'

/** The empty set; below another set, the same means that the field is in it and nothing below the field is. */
export const NOTHING: FieldSet = Object.freeze({})

export function isEmpty(set: FieldSet): boolean {
  for (const _ in set) return false
  return true
}

/** True if the field at the root of a nested set is in the set. */
export function isMember(node: FieldSet | undefined): boolean {
  return node !== undefined && (SELF in node || isEmpty(node))
}

/** The part of a set below an element, without the prefix. */
export function below(set: FieldSet, element: string): FieldSet {
  return childrenOf(set[element])
}

/** True if the element itself is in the set. */
export function hasElement(set: FieldSet, element: string): boolean {
  return isMember(set[element])
}

export function has(set: FieldSet, path: Path): boolean {
  let node: FieldSet | undefined = set
  for (const element of path) {
    node = node[element]
    if (!node) return false
  }
  return path.length > 0 && isMember(node)
}

export function union(a: FieldSet, b: FieldSet): FieldSet {
  if (a === b || isEmpty(b)) return a
  if (isEmpty(a)) return b
  const result: Record<string, FieldSet> = { ...a }
  let [more, differs] = [false, false]
  for (const [element, other] of Object.entries(b)) {
    const own = a[element]
    const merged = own === undefined ? other : unionOfNodes(own, other)
    if (merged === own) continue
    differs = true
    more ||= own === undefined
    result[element] = merged
  }
  if (!differs) return a
  return more ? inOrder(result) : result
}

function unionOfNodes(a: FieldSet, b: FieldSet): FieldSet {
  return changed(a, isMember(a) || isMember(b), (children) => union(children, childrenOf(b))) ?? NOTHING
}

/** The same node if neither its membership nor its children have changed. */
function changed(own: FieldSet, member: boolean, change: (children: FieldSet) => FieldSet): FieldSet | undefined {
  const children = childrenOf(own)
  const after = change(children)
  return after === children && member === isMember(own) ? own : node(member, after)
}

/** The intersection of two sets. */
export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  let found: Record<string, FieldSet> | undefined
  for (const element in b) {
    const [own, other] = [a[element], b[element]!]
    if (own === undefined) continue
    const member = isMember(own) && isMember(other)
    const kept = changed(own, member, (children) => intersection(children, childrenOf(other)))
    if (kept === undefined) continue
    found ??= {}
    found[element] = kept
  }
  return found ?? NOTHING
}

/** The difference of two sets, field by field: a parent in the second set removes no children. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  return lessened(a, b, (own, other) => {
    return changed(own, isMember(own) && !isMember(other), (children) => difference(children, childrenOf(other)))
  })
}

/** The difference, but a field is removed with all its children. */
export function differenceWithBelow(a: FieldSet, b: FieldSet): FieldSet {
  return lessened(a, b, (own, other) => {
    if (isMember(other)) return undefined
    return changed(own, isMember(own), (children) => differenceWithBelow(children, childrenOf(other)))
  })
}

/** The second set is the smaller one as a rule, and often has nothing to do with the first. */
function lessened(a: FieldSet, b: FieldSet, keep: (own: FieldSet, other: FieldSet) => FieldSet | undefined): FieldSet {
  let left: Record<string, FieldSet> | undefined
  for (const element in b) {
    const own = a[element]
    if (own === undefined) continue
    const kept = keep(own, b[element]!)
    if (kept === own) continue
    left ??= { ...a }
    if (kept === undefined) delete left[element]
    else left[element] = kept
  }
  return left ?? a
}

/** Calls back for every field of the set, parents first, siblings before their children. */
export function eachPath(set: FieldSet, found: (path: Path) => void, prefix: Path = []): void {
  const elements = Object.entries(set).filter(([element]) => element !== SELF)
  for (const [element, child] of elements) if (isMember(child)) found([...prefix, element])
  for (const [element, child] of elements) eachPath(childrenOf(child), found, [...prefix, element])
}

/** The children of a node, which may itself be in the set. */
export function childrenOf(found: FieldSet | undefined): FieldSet {
  if (found === undefined) return NOTHING
  if (!(SELF in found)) return found
  const { [SELF]: _self, ...children } = found
  return children
}

/** A node with its membership and its children; undefined if it has neither. */
export function node(member: boolean, children: FieldSet): FieldSet | undefined {
  if (isEmpty(children)) return member ? NOTHING : undefined
  return member ? { [SELF]: NOTHING, ...children } : children
}

/** The same set with its elements in the order in which they are written, on this level only. */
export function inOrder(set: FieldSet): FieldSet {
  const entries = Object.entries(set)
  if (entries.length < 2) return set
  return Object.fromEntries(entries.sort(([a], [b]) => compareElements(a, b)))
}

import { compareElements } from './path-element.ts'

/**
 * A set of fields, kept as it is written (FieldsV1): a trie whose keys are path elements. What has no keys, or the
 * key `.`, is itself in the set; everything else only leads to what is. Sets are never changed once they are made, and
 * share what they have in common.
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

/** Whether a set that is below another says that the field at its root is in it. */
export function isMember(node: FieldSet | undefined): boolean {
  return node !== undefined && (SELF in node || isEmpty(node))
}

/** What of a set lies below an element, without the prefix. */
export function below(set: FieldSet, element: string): FieldSet {
  return childrenOf(set[element])
}

/** Whether an element, alone, is in the set. */
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

/** A node as it was if neither its being in the set nor what is below it has changed. */
function changed(own: FieldSet, member: boolean, change: (children: FieldSet) => FieldSet): FieldSet | undefined {
  const children = childrenOf(own)
  const after = change(children)
  return after === children && member === isMember(own) ? own : node(member, after)
}

/** What is in both sets. */
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

/** What is in the first set and not in the second; a field that is not in the second stays, whatever is above it. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  return lessened(a, b, (own, other) => {
    return changed(own, isMember(own) && !isMember(other), (children) => difference(children, childrenOf(other)))
  })
}

/** As the difference, but a field goes with all that is below it. */
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

/** Calls back for every field of the set, a field before what is below it, siblings before their children. */
export function eachPath(set: FieldSet, found: (path: Path) => void, prefix: Path = []): void {
  const elements = Object.entries(set).filter(([element]) => element !== SELF)
  for (const [element, child] of elements) if (isMember(child)) found([...prefix, element])
  for (const [element, child] of elements) eachPath(childrenOf(child), found, [...prefix, element])
}

/** What lies below a node, which may itself be in the set. Undefined has nothing below. */
export function childrenOf(found: FieldSet | undefined): FieldSet {
  if (found === undefined) return NOTHING
  if (!(SELF in found)) return found
  const { [SELF]: _self, ...children } = found
  return children
}

/** A node that is in the set or not, with what is below it; undefined when there is neither. */
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

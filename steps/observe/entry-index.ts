/** What an entry of a record is grouped by: its kind, and of what was seen the resource. */
export interface Grouped {
  readonly seq: number
  readonly kind: string
  readonly resource?: unknown
}

interface Index {
  /** The number of entries that are in groups. */
  length: number
  readonly groups: Map<string, Grouped[]>
}

const indices = new WeakMap<readonly Grouped[], Index>()

/** The entries of a record of one group, in their order. A record only grows, so each entry is looked at once. */
export function groupOf(entries: readonly Grouped[], kind: string, resource = ''): readonly Grouped[] {
  const index = indices.get(entries) ?? { length: 0, groups: new Map() }
  indices.set(entries, index)
  for (; index.length < entries.length; index.length++) {
    const entry = entries[index.length] as Grouped
    groupIn(index, entry.kind).push(entry)
    if (entry.kind === 'seen') groupIn(index, `seen ${entry.resource}`).push(entry)
  }
  return groupIn(index, resource === '' ? kind : `${kind} ${resource}`)
}

function groupIn({ groups }: Index, key: string): Grouped[] {
  const group = groups.get(key) ?? []
  groups.set(key, group)
  return group
}

/** The number of entries of a group that precede entry `seq`. */
export function countBefore(group: readonly Grouped[], seq: number): number {
  let [low, high] = [0, group.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((group[middle] as Grouped).seq < seq) low = middle + 1
    else high = middle
  }
  return low
}

/** Keys in order. A write moves a few kilobytes of memory at most: faster than any tree at the sizes met here. */
export interface SortedKeys {
  add(key: string): void
  remove(key: string): void
  /** The keys that start with `prefix`, beginning at `from`. */
  under(prefix: string, from?: string): string[]
}

export function sortedKeys(): SortedKeys {
  const keys: string[] = []
  const position = (key: string) => {
    let low = 0
    let high = keys.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (keys[middle]! < key) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    add(key) {
      const at = position(key)
      if (keys[at] !== key) keys.splice(at, 0, key)
    },
    remove(key) {
      const at = position(key)
      if (keys[at] === key) keys.splice(at, 1)
    },
    under(prefix, from = '') {
      const start = position(from > prefix ? from : prefix)
      let end = start
      while (end < keys.length && keys[end]!.startsWith(prefix)) end++
      return keys.slice(start, end)
    },
  }
}

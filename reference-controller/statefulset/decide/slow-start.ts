const LARGEST_BATCH = 500

/**
 * Names the batch of each of `count` units: one, then two, four and so on. If nothing can be created, for example because of a quota,
 * the server gets one request instead of ten thousand.
 */
export function slowStart(what: string, count: number): string[] {
  const names: string[] = []
  for (let size = 1, batch = 0; names.length < count; size = Math.min(size * 2, LARGEST_BATCH), batch++) {
    const members = Math.min(size, count - names.length)
    for (let member = 0; member < members; member++) names.push(`${what} ${batch}`)
  }
  return names
}

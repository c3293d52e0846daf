import type { ReadJson } from './read-json.ts'

/** A message for each repeated field. */
export function repeatedFields(read: ReadJson): string[] {
  const found: string[] = []
  const visit = (value: unknown, path: string) => {
    if (typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, `${path}[${index}]`)
      return
    }
    const seen = new Set<string>()
    for (const key of read.keys(value)) {
      const at = path ? `${path}.${key}` : key
      if (seen.has(key)) found.push(`duplicate field "${at}"`)
      else visit((value as Record<string, unknown>)[key], at)
      seen.add(key)
    }
  }
  visit(read.value, '')
  return found
}

import { isDeepStrictEqual } from 'node:util'

/** True if two canonical values are the same for the API: absent, null and empty are equal. */
export function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(emptied(a), emptied(b))
}

function emptied(value: unknown): unknown {
  if (value === null || value === '') return undefined
  return Array.isArray(value) && value.length === 0 ? undefined : value
}

import { isDeepStrictEqual } from 'node:util'

/** Whether two canonical values are the same to the API: absent, null and empty are one. */
export function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(emptied(a), emptied(b))
}

function emptied(value: unknown): unknown {
  if (value === null || value === '') return undefined
  return Array.isArray(value) && value.length === 0 ? undefined : value
}

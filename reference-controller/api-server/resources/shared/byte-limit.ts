import type { StatusCause } from '../definition.ts'
import { tooLong } from './field-errors.ts'

/** The most that a ConfigMap or a Secret may hold. */
const MOST_BYTES = 1024 * 1024

/** The size of the values of a map, in bytes. */
export function bytesOf(values: unknown, encoding: 'utf8' | 'base64'): number {
  const texts = Object.values((values ?? {}) as Record<string, string>)
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text, encoding), 0)
}

export function withinBytes(field: string, bytes: number): StatusCause[] {
  return bytes > MOST_BYTES ? [tooLong(field, MOST_BYTES)] : []
}

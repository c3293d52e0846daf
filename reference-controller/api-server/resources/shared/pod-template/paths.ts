import type { StatusCause } from '../../definition.ts'
import { invalid } from '../field-errors.ts'

/** A path that may not leave the volume that it is in. */
export function relativePathProblems(path: string, field: string): StatusCause[] {
  const found = path.startsWith('/') ? [invalid(field, path, 'must be a relative path')] : []
  return [...found, ...outsideProblems(path, field)]
}

export function outsideProblems(path: string, field: string): StatusCause[] {
  return path.split('/').includes('..') ? [invalid(field, path, "must not contain '..'")] : []
}

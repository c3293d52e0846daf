import { union } from './field-set.ts'
import { entryFor, identityOf, type ManagedFieldsEntry, type Managers } from './managers.ts'

const MOST_UPDATERS = 10
const ANCIENT = 'ancient-changes'

/** Merges the oldest update managers of a version when there are more than ten. Apply managers do not count. */
export function capped(managers: Managers): Managers {
  const updaters = [...managers].filter(([, { operation }]) => operation === 'Update')
  if (updaters.length <= MOST_UPDATERS) return managers
  const result = new Map(managers)
  const firsts = new Map<string, string>()
  let left = updaters.length
  for (const [identity, { apiVersion, time, fieldsV1 }] of updaters.sort(byAge)) {
    if (left <= MOST_UPDATERS) break
    const first = firsts.get(apiVersion)
    if (first === undefined) firsts.set(apiVersion, identity)
    else {
      const bucket = identityOf({ manager: ANCIENT, operation: 'Update', apiVersion })
      const older = result.get(result.has(bucket) ? bucket : first)!
      result.delete(first)
      result.delete(identity)
      const together = union(fieldsV1, older.fieldsV1)
      result.set(bucket, entryFor(ANCIENT, { operation: 'Update', apiVersion, time, fieldsV1: together }))
      left--
    }
  }
  return result
}

function byAge([a, left]: [string, ManagedFieldsEntry], [b, right]: [string, ManagedFieldsEntry]): number {
  const [x, y] = [left.time ?? '', right.time ?? '']
  if (x !== y) return x < y ? -1 : 1
  return a < b ? -1 : 1
}

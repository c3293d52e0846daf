import { isDeepStrictEqual } from 'node:util'
import { type FieldSet, inOrder, isEmpty, NOTHING } from './field-set.ts'
import { canonicalElement } from './path-element.ts'

/** One entry of `metadata.managedFields`, its members in the order in which they are written. */
export interface ManagedFieldsEntry {
  manager?: string
  operation: 'Apply' | 'Update'
  apiVersion: string
  /** RFC 3339, whole seconds. */
  time?: string
  fieldsType: 'FieldsV1'
  fieldsV1: FieldSet
  subresource?: string
}

/** Entries of managedFields by the identity of their manager. */
export type Managers = ReadonlyMap<string, ManagedFieldsEntry>

/** A manager is identified by name, operation, subresource and, for updates, version. */
export function identityOf(entry: Identified): string {
  const known = identities.get(entry)
  if (known !== undefined) return known
  const { manager = '', operation, apiVersion, subresource = '' } = entry
  // The order of its members decides between managers that are otherwise alike.
  const identity = JSON.stringify([manager, operation, operation === 'Apply' ? '' : apiVersion, subresource])
  if (Object.isFrozen(entry)) identities.set(entry, identity)
  return identity
}

type Identified = Pick<ManagedFieldsEntry, 'manager' | 'operation' | 'apiVersion' | 'subresource'>

// Entries stay the same until a field is removed, and are read with every write.
const identities = new WeakMap<Identified, string>()

/** The entry of a manager with other fields. */
export function withFields(entry: ManagedFieldsEntry, fieldsV1: FieldSet): ManagedFieldsEntry {
  return entry.fieldsV1 === fieldsV1 ? entry : { ...entry, fieldsV1 }
}

export function entryFor(
  manager: string,
  about: Pick<ManagedFieldsEntry, 'operation' | 'apiVersion' | 'fieldsV1'> & {
    time?: string | undefined
    subresource?: string | undefined
  },
): ManagedFieldsEntry {
  const { operation, apiVersion, fieldsV1, time, subresource } = about
  const entry: ManagedFieldsEntry = { manager: manager || 'unknown', operation, apiVersion } as ManagedFieldsEntry
  if (time !== undefined) entry.time = time
  entry.fieldsType = 'FieldsV1'
  entry.fieldsV1 = fieldsV1
  if (subresource) entry.subresource = subresource
  return entry
}

/** The entries in the order in which they are written: applies first, then by time and name. Undefined if empty. */
export function written(managers: Managers): ManagedFieldsEntry[] | undefined {
  if (managers.size === 0) return undefined
  const entries = [...managers.values()].sort(inWrittenOrder)
  // Frozen values are shared, not copied.
  for (const entry of entries) Object.freeze(entry)
  return Object.freeze(entries) as ManagedFieldsEntry[]
}

/** True if two lists of entries differ only in their times. */
export function sameButForTimes(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
  return a.every((entry: ManagedFieldsEntry, index) => {
    const { time: _, ...left } = entry
    const { time: __, ...right } = b[index] as ManagedFieldsEntry
    return isDeepStrictEqual(left, right)
  })
}

function inWrittenOrder(a: ManagedFieldsEntry, b: ManagedFieldsEntry): number {
  for (const member of ['operation', 'time', 'manager', 'apiVersion', 'subresource'] as const) {
    const [left, right] = [a[member] ?? '', b[member] ?? '']
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}

/** Decodes managedFields; undefined if kube-apiserver could not decode them either. */
export function managersIn(entries: unknown): Managers | undefined {
  if (!Array.isArray(entries)) return new Map()
  // Frozen entries were written by the server.
  const read = Object.isFrozen(entries) ? (entries as ManagedFieldsEntry[]) : entries.map(readEntry)
  const known = read.filter((entry) => entry !== undefined)
  if (known.length < read.length) return undefined
  return new Map(known.map((entry) => [identityOf(entry), entry]))
}

function readEntry(entry: Partial<ManagedFieldsEntry>): ManagedFieldsEntry | undefined {
  const { manager, operation, apiVersion, time, fieldsType, fieldsV1, subresource } = entry
  if ((operation !== 'Apply' && operation !== 'Update') || !apiVersion || fieldsType !== 'FieldsV1') return undefined
  const fields = readFields(fieldsV1 ?? {})
  if (!fields) return undefined
  const member = manager === undefined ? {} : { manager }
  const read = entryFor('', { operation, apiVersion, time, fieldsV1: fields, subresource })
  const { manager: _unknown, ...rest } = read
  return { ...member, ...rest }
}

/** Fields as a client wrote them, in the one order; elements of unknown types are dropped. */
function readFields(value: unknown): FieldSet | undefined {
  try {
    const { '.': _self, ...fields } = readLevel(value as FieldSet)
    return fields
  } catch {
    return undefined
  }
}

function readLevel(value: FieldSet): FieldSet {
  const read: Record<string, FieldSet> = {}
  for (const [element, below] of Object.entries(value)) {
    const canonical = element === '.' ? element : canonicalElement(element)
    if (canonical !== undefined) read[canonical] = element === '.' ? NOTHING : readLevel(below)
  }
  return isEmpty(read) ? NOTHING : inOrder(read)
}

/** An empty list, or a list of one empty entry, resets the managers. */
export function asksToForget(entries: unknown): boolean {
  if (!Array.isArray(entries)) return false
  return entries.length === 0 || (entries.length === 1 && Object.keys(entries[0] ?? {}).length === 0)
}

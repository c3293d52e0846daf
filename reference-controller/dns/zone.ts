import type { Record } from './record.ts'

/** What a name has. */
export interface Node {
  /** None for a name that only has names below it. */
  readonly records: readonly Record[]
}

/** The names of a DNS server. */
export interface Names {
  /** The cluster domain. */
  readonly domain: string
  /** What the name has, or undefined if there is no such name. The case of letters makes no difference. */
  find(name: string): Node | undefined
}

export interface Zone extends Names {
  /** Replaces all records that this owner has given so far. */
  set(owner: string, records: readonly Record[]): void
}

/** The version of the schema of the Kubernetes DNS specification. */
const SCHEMA = '1.1.0'

/** The records by name, from several owners: two Services may have an endpoint in common, and so its PTR records. */
export function startZone(domain: string): Zone {
  const byOwner = new Map<string, readonly Record[]>()
  const byName = new Map<string, Map<string, Record[]>>()
  /** How many records a name has at and below it: one without any does not exist. */
  const counts = new Map<string, number>()

  function count(name: string, by: number) {
    for (const above of ancestors(name)) {
      const left = (counts.get(above) ?? 0) + by
      if (left > 0) counts.set(above, left)
      else counts.delete(above)
    }
  }

  function remove(owner: string) {
    for (const { name } of byOwner.get(owner) ?? []) {
      byName.get(name)?.delete(owner)
      if (byName.get(name)?.size === 0) byName.delete(name)
      count(name, -1)
    }
    byOwner.delete(owner)
  }

  function set(owner: string, records: readonly Record[]) {
    remove(owner)
    if (records.length === 0) return
    byOwner.set(owner, records)
    for (const record of records) {
      const owners = byName.get(record.name) ?? new Map<string, Record[]>()
      byName.set(record.name, owners)
      const own = owners.get(owner)
      if (own) own.push(record)
      else owners.set(owner, [record])
      count(record.name, 1)
    }
  }

  const lower = domain.toLowerCase()
  set('', [{ name: `dns-version.${lower}`, type: 'TXT', data: SCHEMA }])
  return {
    domain: lower,
    set,
    find(given) {
      const name = given.toLowerCase()
      if (!counts.has(name)) return undefined
      return { records: [...(byName.get(name)?.values() ?? [])].flat() }
    },
  }
}

/** The name and all names above it, the root left out. */
function ancestors(name: string): string[] {
  const labels = name.split('.')
  return labels.map((_, index) => labels.slice(index).join('.'))
}

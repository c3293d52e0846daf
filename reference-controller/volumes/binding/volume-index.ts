import { keyOf, type PersistentVolume } from '../../client/index.ts'
import { claimKeyOf } from './binding-state.ts'

/** Finds volumes by what they are there for, without looking at all of them. */
export interface VolumeIndex {
  note(volume: PersistentVolume | undefined, old: PersistentVolume | undefined): void
  /** The names of the volumes that are reserved for a claim. */
  reservedFor(claimKey: string): string[]
  /** The volumes that may be bound to a claim: its own and the free ones. */
  candidatesFor(claimKey: string): PersistentVolume[]
}

// No claim has an empty key: free volumes are filed under it.
const FREE = ''

export function volumeIndex(): VolumeIndex {
  const files = new Map<string, Map<string, PersistentVolume>>()
  const fileOf = (volume: PersistentVolume) => claimKeyOf(volume) ?? FREE
  const file = (key: string) => [...(files.get(key)?.values() ?? [])]

  function remove(volume: PersistentVolume) {
    const key = fileOf(volume)
    files.get(key)?.delete(keyOf(volume))
    if (files.get(key)?.size === 0) files.delete(key)
  }

  return {
    note(volume, old) {
      if (old) remove(old)
      if (!volume) return
      const key = fileOf(volume)
      if (!files.has(key)) files.set(key, new Map())
      files.get(key)?.set(keyOf(volume), volume)
    },
    reservedFor: (claimKey) => file(claimKey).map(keyOf),
    candidatesFor: (claimKey) => [...file(claimKey), ...file(FREE)],
  }
}

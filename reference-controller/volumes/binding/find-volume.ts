import type { LabelSelector, PersistentVolume, PersistentVolumeClaim } from '../../client/index.ts'
import { quantity } from '../../quantity.ts'
import { isReservedFor } from './binding-state.ts'

/** The volume for an unbound claim: one reserved for it, else the smallest free one that satisfies it. */
export function findVolume(
  claim: PersistentVolumeClaim,
  volumes: Iterable<PersistentVolume>,
): PersistentVolume | undefined {
  const able = [...volumes].filter((volume) => isAble(volume, claim))
  const reserved = able.find((volume) => isReservedFor(volume, claim))
  if (reserved) return reserved
  const free = able.filter((volume) => !volume.spec.claimRef && suits(volume, claim))
  return free.sort((a, b) => sizeOf(a) - sizeOf(b) || a.metadata.name.localeCompare(b.metadata.name))[0]
}

/** The requirements that even a reserved volume must meet. */
export function isAble({ metadata, spec }: PersistentVolume, { spec: wanted }: PersistentVolumeClaim): boolean {
  if (metadata.deletionTimestamp) return false
  if ((spec.volumeMode ?? 'Filesystem') !== (wanted.volumeMode ?? 'Filesystem')) return false
  if (!(wanted.accessModes ?? []).every((mode) => spec.accessModes?.includes(mode))) return false
  return quantity(spec.capacity?.['storage'] ?? '0') >= quantity(wanted.resources?.requests?.['storage'] ?? '0')
}

function suits({ metadata, spec, status }: PersistentVolume, { spec: wanted }: PersistentVolumeClaim): boolean {
  const available = status?.phase === 'Available'
  const sameClass = (spec.storageClassName ?? '') === (wanted.storageClassName ?? '')
  return available && sameClass && selects(wanted.selector, metadata.labels ?? {})
}

function sizeOf({ spec }: PersistentVolume): number {
  return quantity(spec.capacity?.['storage'] ?? '0')
}

function selects(selector: LabelSelector | undefined, labels: Record<string, string>): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {}
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key]
      if (operator === 'Exists') return value !== undefined
      if (operator === 'DoesNotExist') return value === undefined
      return operator === 'In' ? value !== undefined && values.includes(value) : !values.includes(value ?? '')
    })
  )
}

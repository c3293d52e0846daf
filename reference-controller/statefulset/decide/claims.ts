import type { PersistentVolumeClaim, Pod, StatefulSet, Volume } from '../../client/objects.ts'
import type { ClaimWork, Snapshot } from './actions.ts'
import { isControlledByOther, wantedOwners } from './claim-owners.ts'

/** A claim template and the name of its claim for an ordinal. */
interface ClaimPlace {
  template: PersistentVolumeClaim
  claimName: string
}

export function claimPlaces(set: StatefulSet, ordinal: number): ClaimPlace[] {
  return (set.spec.volumeClaimTemplates ?? []).map((template) => ({
    template,
    claimName: `${template.metadata.name}-${set.metadata.name}-${ordinal}`,
  }))
}

/** The claim as it would be created. */
export function newClaim(set: StatefulSet, { template, claimName }: ClaimPlace): PersistentVolumeClaim {
  const { status: _, ...given } = template
  return {
    ...given,
    metadata: {
      ...template.metadata,
      name: claimName,
      namespace: set.metadata.namespace ?? '',
      labels: { ...template.metadata.labels, ...set.spec.selector.matchLabels },
    },
  }
}

export function existingClaim({ set, claims }: Snapshot, { claimName }: ClaimPlace): PersistentVolumeClaim | undefined {
  return claims.get(`${set.metadata.namespace}/${claimName}`)
}

/** The Pod's volumes with those of the claims in them: a claim wins over a volume of the same name. */
export function withClaimVolumes(set: StatefulSet, ordinal: number, volumes: Volume[] = []): Volume[] {
  const claimed = claimPlaces(set, ordinal).map(({ template, claimName }) => ({
    name: template.metadata.name,
    persistentVolumeClaim: { claimName },
  }))
  const names = new Set(claimed.map(({ name }) => name))
  return [...claimed, ...volumes.filter(({ name }) => !names.has(name))]
}

export function mountsItsClaims(set: StatefulSet, ordinal: number, pod: Pod): boolean {
  return claimPlaces(set, ordinal).every(({ template, claimName }) => {
    const volume = pod.spec.volumes?.find(({ name }) => name === template.metadata.name)
    return volume?.persistentVolumeClaim?.claimName === claimName
  })
}

/** The work that the claims of a Pod need. The Pod may not exist yet. */
export function claimWork(snapshot: Snapshot, ordinal: number, pod: Pod): ClaimWork {
  const { set, type } = snapshot
  const work: ClaimWork = { missing: [], terminating: [], ownersToUpdate: [], controlledByOther: [] }
  for (const place of claimPlaces(set, ordinal)) {
    const existing = existingClaim(snapshot, place)
    if (!existing) {
      work.missing.push(newClaim(set, place))
      continue
    }
    if (existing.metadata.deletionTimestamp) work.terminating.push(existing.metadata.name)
    if (isControlledByOther(existing, { set, type, pod })) work.controlledByOther.push(existing.metadata.name)
    const ownerReferences = wantedOwners(existing, { set, type, pod, ordinal })
    if (ownerReferences) work.ownersToUpdate.push({ ...existing, metadata: { ...existing.metadata, ownerReferences } })
  }
  return work
}

/** The part of the work that changes owner references only. */
export function onlyOwners({ ownersToUpdate, controlledByOther }: ClaimWork): ClaimWork {
  return { missing: [], terminating: [], ownersToUpdate, controlledByOther }
}

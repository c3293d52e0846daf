import type { PersistentVolumeClaim, Pod, StatefulSet, Volume } from '../../client/objects.ts'
import type { ClaimWork, Snapshot } from './actions.ts'
import { isForeign, wantedOwners } from './claim-owners.ts'

/** The claims of an ordinal, one per template, as they would be created. */
export function claimsOf(set: StatefulSet, ordinal: number): { template: string; claim: PersistentVolumeClaim }[] {
  return (set.spec.volumeClaimTemplates ?? []).map(({ status: _, ...template }) => ({
    template: template.metadata.name,
    claim: {
      ...template,
      metadata: {
        ...template.metadata,
        name: `${template.metadata.name}-${set.metadata.name}-${ordinal}`,
        namespace: set.metadata.namespace ?? '',
        labels: { ...template.metadata.labels, ...set.spec.selector.matchLabels },
      },
    },
  }))
}

/** The Pod's volumes with those of the claims in them: a claim wins over a volume of the same name. */
export function withClaimVolumes(set: StatefulSet, ordinal: number, volumes: Volume[] = []): Volume[] {
  const claimed = claimsOf(set, ordinal).map(({ template, claim }) => ({
    name: template,
    persistentVolumeClaim: { claimName: claim.metadata.name },
  }))
  const names = new Set(claimed.map(({ name }) => name))
  return [...claimed, ...volumes.filter(({ name }) => !names.has(name))]
}

export function mountsItsClaims(set: StatefulSet, ordinal: number, pod: Pod): boolean {
  return claimsOf(set, ordinal).every(({ template, claim }) => {
    const volume = pod.spec.volumes?.find(({ name }) => name === template)
    return volume?.persistentVolumeClaim?.claimName === claim.metadata.name
  })
}

/** What the claims of a Pod need. The Pod may be one that does not exist yet. */
export function claimWork({ set, claims, type }: Snapshot, ordinal: number, pod: Pod): ClaimWork {
  const work: ClaimWork = { missing: [], vanishing: [], reowned: [], foreign: [] }
  for (const { claim } of claimsOf(set, ordinal)) {
    const existing = claims.get(`${claim.metadata.namespace}/${claim.metadata.name}`)
    if (!existing) {
      work.missing.push(claim)
      continue
    }
    if (existing.metadata.deletionTimestamp) work.vanishing.push(existing.metadata.name)
    if (isForeign(existing, { set, type, pod })) work.foreign.push(existing.metadata.name)
    const ownerReferences = wantedOwners(existing, { set, type, pod, ordinal })
    if (ownerReferences) work.reowned.push({ ...existing, metadata: { ...existing.metadata, ownerReferences } })
  }
  return work
}

/** The part of the work that concerns owners, for where the claims themselves are not at issue. */
export function onlyOwners({ reowned, foreign }: ClaimWork): ClaimWork {
  return { missing: [], vanishing: [], reowned, foreign }
}

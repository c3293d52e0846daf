import type { PersistentVolumeClaim, Pod } from '../client/index.ts'
import type { Action, Snapshot } from '../statefulset/decide/actions.ts'
import { claimPlaces, existingClaim, newClaim } from '../statefulset/decide/claims.ts'
import { type Creation, changing, type Mutant, ordinalOf, preparing } from './mutant.ts'

const freshClaims: Mutant = {
  name: 'fresh-claims',
  sentence: 'Gives a recreated Pod new claims under other names instead of the ones it had.',
  guarantee: 'SS-STO-006',
  rules: preparing((action, snapshot) => withFreshClaims(snapshot, action)),
}

const claimsLeftUnused: Mutant = {
  name: 'claims-left-unused',
  sentence: 'Does not use claims that an earlier set of its name has left.',
  guarantee: 'SS-STO-003',
  rules: preparing((action, snapshot) => {
    // Timestamps are whole seconds: the first revision of a set is written before its first claim.
    const born = Math.min(...snapshot.revisions.map(({ metadata }) => Number(metadata.resourceVersion)))
    const isLeft = claimPlaces(snapshot.set, ordinalOf(action.pod)).some((place) => {
      const claim = existingClaim(snapshot, place)
      return claim && Number(claim.metadata.resourceVersion) < born
    })
    return isLeft ? withFreshClaims(snapshot, action) : action
  }),
}

const foreignClaimsUnused: Mutant = {
  name: 'foreign-claims-unused',
  sentence: 'Uses only claims that carry the labels of its selector.',
  guarantee: 'SS-STO-011',
  rules: preparing((action, snapshot) => {
    const labels = Object.entries(snapshot.set.spec.selector.matchLabels ?? {})
    const isForeign = claimPlaces(snapshot.set, ordinalOf(action.pod)).some((place) => {
      const claim = existingClaim(snapshot, place)
      return claim && !labels.every(([key, value]) => claim.metadata.labels?.[key] === value)
    })
    return isForeign ? withFreshClaims(snapshot, action) : action
  }),
}

const vanishingClaimsUsed: Mutant = {
  name: 'terminating-claims-used',
  sentence: 'Creates a Pod though a claim of it is being deleted.',
  guarantee: 'SS-STO-012',
  rules: preparing((action) => ({ ...action, claims: { ...action.claims, terminating: [] } })),
}

const pendingClaimsLost: Mutant = {
  name: 'pending-claims-lost',
  sentence: 'Does not create the missing claim of a Pending Pod.',
  guarantee: 'SS-STO-013',
  rules: {
    decide: changing((action) => {
      if (action.kind === 'create-claims') return undefined
      return action.kind === 'repair-pod' ? { ...action, claims: { ...action.claims, missing: [] } } : action
    }),
  },
}

type Volume = NonNullable<Pod['spec']['volumes']>[number]

export function withVolumes(action: Creation, change: (volume: Volume) => Volume[]): Creation {
  const volumes = (action.pod.spec.volumes ?? []).flatMap(change)
  return { ...action, pod: { ...action.pod, spec: { ...action.pod.spec, volumes } } }
}

function withFreshClaims(snapshot: Snapshot, action: Creation): Action {
  const fresh = new Map<string, PersistentVolumeClaim>()
  for (const place of claimPlaces(snapshot.set, ordinalOf(action.pod))) {
    const { claimName } = place
    const isNew = action.claims.missing.some(({ metadata }) => metadata.name === claimName)
    if (!isNew) fresh.set(claimName, newClaim(snapshot.set, { ...place, claimName: freeName(snapshot, claimName) }))
  }
  const mounted = withVolumes(action, (volume) => {
    const other = fresh.get(volume.persistentVolumeClaim?.claimName ?? '')
    return [other ? { ...volume, persistentVolumeClaim: { claimName: other.metadata.name } } : volume]
  })
  return { ...mounted, claims: { ...mounted.claims, missing: [...mounted.claims.missing, ...fresh.values()] } }
}

function freeName({ set, claims }: Snapshot, taken: string): string {
  let name = `${taken}-again`
  while (claims.has(`${set.metadata.namespace}/${name}`)) name += '-again'
  return name
}

export const existingClaimMutants: readonly Mutant[] = [
  freshClaims,
  claimsLeftUnused,
  foreignClaimsUnused,
  vanishingClaimsUsed,
  pendingClaimsLost,
]

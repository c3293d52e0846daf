import { claims as claimResource, type PersistentVolumeClaim, type Pod } from '../client/index.ts'
import { act } from '../statefulset/act/act.ts'
import type { Action, Snapshot } from '../statefulset/decide/actions.ts'
import { claimPlaces, existingClaim, newClaim } from '../statefulset/decide/claims.ts'
import { controllerReference } from '../statefulset/decide/identity.ts'
import { type Creation, changing, isInRange, type Mutant, ordinalOf, preparing } from './mutant.ts'

export const freshClaims: Mutant = {
  name: 'fresh-claims',
  sentence: 'Gives a recreated Pod new claims under other names instead of the ones it had.',
  guarantee: 'SS-STO-006',
  rules: preparing((action, snapshot) => withFreshClaims(snapshot, action)),
}

export const claimsNotCreated: Mutant = {
  name: 'claims-not-created',
  sentence: 'Creates Pods without their claims.',
  guarantee: 'SS-STO-001',
  rules: {
    decide: changing((action) => {
      if (action.kind === 'create-claims') return undefined
      return action.kind === 'create-pod' ? { ...action, claims: { ...action.claims, missing: [] } } : action
    }),
  },
}

export const claimsAfterPod: Mutant = {
  name: 'claims-after-pod',
  sentence: 'Creates a Pod first and its claims afterwards.',
  guarantee: 'SS-STO-002',
  rules: {
    decide: changing((action) =>
      action.kind === 'create-pod' ? { ...action, claims: { ...action.claims, missing: [], terminating: [] } } : action,
    ),
  },
}

export const claimsNotMounted: Mutant = {
  name: 'claims-not-mounted',
  sentence: 'Creates Pods without volumes for their claims.',
  guarantee: 'SS-STO-003',
  rules: preparing((action, { set }) => {
    const names = new Set(claimPlaces(set, ordinalOf(action.pod)).map(({ template }) => template.metadata.name))
    return withVolumes(action, (volume) => (names.has(volume.name) ? [] : [volume]))
  }),
}

export const volumeWins: Mutant = {
  name: 'volume-wins',
  sentence: 'Keeps a volume of the template though a claim template has its name.',
  guarantee: 'SS-STO-004',
  rules: preparing((action, { set }) => {
    const given = set.spec.template.spec.volumes ?? []
    return withVolumes(action, (volume) => [given.find(({ name }) => name === volume.name) ?? volume])
  }),
}

export const claimLabelsMissing: Mutant = {
  name: 'claim-labels-missing',
  sentence: 'Creates claims without the labels and annotations of their template.',
  guarantee: 'SS-STO-005',
  rules: preparing((action, { set }) => {
    const missing = action.claims.missing.map((claim) => {
      const { annotations: _, ...metadata } = claim.metadata
      return { ...claim, metadata: { ...metadata, labels: { ...set.spec.selector.matchLabels } } }
    })
    return { ...action, claims: { ...action.claims, missing } }
  }),
}

export const claimsDeleted: Mutant = {
  name: 'claims-deleted',
  sentence: 'Deletes the claims of a Pod that is scaled away.',
  guarantee: 'SS-STO-008',
  rules: {
    async act(context, actions) {
      await act(context, actions)
      const { set, client } = context
      const { whenScaled } = set.spec.persistentVolumeClaimRetentionPolicy ?? {}
      for (const action of actions) {
        if (action.kind !== 'delete-pod' || isInRange({ set } as Snapshot, action.pod) || whenScaled === 'Delete')
          continue
        for (const { claimName } of claimPlaces(set, ordinalOf(action.pod)))
          await client.remove(claimResource, set.metadata.namespace, claimName)
      }
    },
  },
}

export const claimsOwned: Mutant = {
  name: 'claims-owned',
  sentence: 'Owns its claims, so that they are collected when it is deleted.',
  guarantee: 'SS-STO-009',
  rules: {
    decide: changing((action, { set, type }) => {
      if (!('claims' in action)) return action
      const ownerReferences = [controllerReference(type, set)]
      const missing = action.claims.missing.map((claim) => ({
        ...claim,
        metadata: { ...claim.metadata, ownerReferences },
      }))
      return { ...action, claims: { ...action.claims, missing, ownersToUpdate: [] } }
    }),
  },
}

export const claimsLeftUnused: Mutant = {
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

export const foreignClaimsUnused: Mutant = {
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

export const vanishingClaimsUsed: Mutant = {
  name: 'terminating-claims-used',
  sentence: 'Creates a Pod though a claim of it is being deleted.',
  guarantee: 'SS-STO-012',
  rules: preparing((action) => ({ ...action, claims: { ...action.claims, terminating: [] } })),
}

export const pendingClaimsLost: Mutant = {
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

export const volumeClaimsCreated: Mutant = {
  name: 'volume-claims-created',
  sentence: 'Creates the claims that ordinary volumes of the template name.',
  guarantee: 'SS-STO-014',
  rules: preparing((action, { set, claims }) => {
    const namespace = set.metadata.namespace ?? ''
    const own = claimPlaces(set, ordinalOf(action.pod)).map(({ claimName }) => claimName)
    const missing = (action.pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => {
      const name = persistentVolumeClaim?.claimName
      if (name === undefined || own.includes(name) || claims.has(`${namespace}/${name}`)) return []
      const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } }
      return [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace }, spec }]
    })
    return { ...action, claims: { ...action.claims, missing: [...action.claims.missing, ...missing] } }
  }),
}

export const claimLabelsRestored: Mutant = {
  name: 'claim-labels-restored',
  sentence: 'Puts back the labels of a claim that a user has changed.',
  guarantee: 'SS-STO-015',
  rules: {
    decide: changing((action, snapshot) => {
      if (action.kind !== 'create-pod') return action
      const changed = claimPlaces(snapshot.set, ordinalOf(action.pod)).flatMap((place) => {
        const claim = existingClaim(snapshot, place)
        const { labels } = newClaim(snapshot.set, place).metadata
        return claim && JSON.stringify(claim.metadata.labels) !== JSON.stringify(labels)
          ? [{ ...claim, metadata: { ...claim.metadata, labels: labels ?? {} } }]
          : []
      })
      return { ...action, claims: { ...action.claims, ownersToUpdate: [...action.claims.ownersToUpdate, ...changed] } }
    }),
  },
}

export const mountsNotRequired: Mutant = {
  name: 'mounts-not-required',
  sentence: 'Goes on although an adopted Pod lacks its claims.',
  guarantee: 'SS-STO-016',
  rules: {
    decide: changing((action) =>
      action.kind === 'repair-pod' && action.claims.ownersToUpdate.length === 0 ? undefined : action,
    ),
  },
}

export const storageRequired: Mutant = {
  name: 'storage-required',
  sentence: 'Runs no set without claim templates.',
  guarantee: 'SS-STO-017',
  rules: {
    decide: changing((action, { set }) =>
      action.kind === 'create-pod' && !set.spec.volumeClaimTemplates?.length && set.metadata.name !== 'sentinel'
        ? undefined
        : action,
    ),
  },
}

type Volume = NonNullable<Pod['spec']['volumes']>[number]

function withVolumes(action: Creation, change: (volume: Volume) => Volume[]): Creation {
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

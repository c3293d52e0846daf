import { claims as claimResource } from '../client/index.ts'
import { act } from '../statefulset/act/act.ts'
import type { Snapshot } from '../statefulset/decide/actions.ts'
import { claimPlaces, existingClaim, newClaim } from '../statefulset/decide/claims.ts'
import { controllerReference } from '../statefulset/decide/identity.ts'
import { withVolumes } from './existing-claims.ts'
import { changing, isInRange, type Mutant, ordinalOf, preparing } from './mutant.ts'

const claimsNotCreated: Mutant = {
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

const claimsAfterPod: Mutant = {
  name: 'claims-after-pod',
  sentence: 'Creates a Pod first and its claims afterwards.',
  guarantee: 'SS-STO-002',
  rules: {
    decide: changing((action) =>
      action.kind === 'create-pod' ? { ...action, claims: { ...action.claims, missing: [], terminating: [] } } : action,
    ),
  },
}

const claimsNotMounted: Mutant = {
  name: 'claims-not-mounted',
  sentence: 'Creates Pods without volumes for their claims.',
  guarantee: 'SS-STO-003',
  rules: preparing((action, { set }) => {
    const names = new Set(claimPlaces(set, ordinalOf(action.pod)).map(({ template }) => template.metadata.name))
    return withVolumes(action, (volume) => (names.has(volume.name) ? [] : [volume]))
  }),
}

/** Both claims exist and both are used, so that only who uses which is wrong. */
const claimsSwapped: Mutant = {
  name: 'claims-swapped',
  sentence: 'Gives the Pods of the ordinals 0 and 1 the claims of each other.',
  guarantee: 'SS-STO-003',
  rules: preparing((action) => {
    const [ordinal, { name }] = [ordinalOf(action.pod), action.pod.metadata]
    if (ordinal > 1) return action
    return withVolumes(action, (volume) => {
      const claimName = volume.persistentVolumeClaim?.claimName
      if (!claimName?.endsWith(`-${name}`)) return [volume]
      const swapped = claimName.replace(/\d+$/, String(1 - ordinal))
      return [{ ...volume, persistentVolumeClaim: { ...volume.persistentVolumeClaim, claimName: swapped } }]
    })
  }),
}

const volumeWins: Mutant = {
  name: 'volume-wins',
  sentence: 'Keeps a volume of the template though a claim template has its name.',
  guarantee: 'SS-STO-004',
  rules: preparing((action, { set }) => {
    const given = set.spec.template.spec.volumes ?? []
    return withVolumes(action, (volume) => [given.find(({ name }) => name === volume.name) ?? volume])
  }),
}

const claimLabelsMissing: Mutant = {
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

const claimsDeleted: Mutant = {
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

const claimsOwned: Mutant = {
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

const volumeClaimsCreated: Mutant = {
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

const claimLabelsRestored: Mutant = {
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

const mountsNotRequired: Mutant = {
  name: 'mounts-not-required',
  sentence: 'Goes on although an adopted Pod lacks its claims.',
  guarantee: 'SS-STO-016',
  rules: {
    decide: changing((action) =>
      action.kind === 'repair-pod' && action.claims.ownersToUpdate.length === 0 ? undefined : action,
    ),
  },
}

const storageRequired: Mutant = {
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

export const storageMutants: readonly Mutant[] = [
  claimsNotCreated,
  claimsAfterPod,
  claimsNotMounted,
  claimsSwapped,
  volumeWins,
  claimLabelsMissing,
  claimsDeleted,
  claimsOwned,
  volumeClaimsCreated,
  claimLabelsRestored,
  mountsNotRequired,
  storageRequired,
]

import type { OwnerReference, PersistentVolumeClaim } from '../client/index.ts'
import type { Action, Decide, Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { changing, type Mutant } from './mutant.ts'

export const withReferences = (
  claim: PersistentVolumeClaim,
  ownerReferences: OwnerReference[],
): PersistentVolumeClaim => ({
  ...claim,
  metadata: { ...claim.metadata, ownerReferences },
})

/** Decides as if claims had other owners. */
export const seeingOwners =
  (change: (owner: OwnerReference, snapshot: Snapshot) => OwnerReference | undefined): Decide =>
  (snapshot, now) => {
    const claims = [...snapshot.claims].map(([key, claim]): [string, PersistentVolumeClaim] => {
      const owners = claim.metadata.ownerReferences ?? []
      return [
        key,
        withReferences(
          claim,
          owners.flatMap((owner) => change(owner, snapshot) ?? []),
        ),
      ]
    })
    return decide({ ...snapshot, claims: new Map(claims) }, now)
  }

/** Changes which claims get other owners, and which; an action that only does that is dropped where none do. */
export const updating = (
  change: (claim: PersistentVolumeClaim, action: Action, snapshot: Snapshot) => PersistentVolumeClaim | undefined,
): Decide =>
  changing((action, snapshot) => {
    if (!('claims' in action)) return action
    const ownersToUpdate = action.claims.ownersToUpdate.flatMap((claim) => change(claim, action, snapshot) ?? [])
    const isIdle = ownersToUpdate.length === 0 && action.claims.ownersToUpdate.length > 0
    if (isIdle && (action.kind === 'update-claim-owners' || action.kind === 'repair-pod')) return undefined
    return { ...action, claims: { ...action.claims, ownersToUpdate } }
  })

/** Controllers that treat the other owners of a claim otherwise than they should, or the claims of others. */

const controllersReplaced: Mutant = {
  name: 'controllers-replaced',
  sentence: 'Takes a claim from the one that controls it.',
  guarantee: 'SS-PVC-010',
  rules: {
    decide: seeingOwners((owner, { type }) =>
      owner.controller && owner.kind !== type.kind && owner.kind !== 'Pod' ? undefined : owner,
    ),
  },
}

const ownersOverwritten: Mutant = {
  name: 'owners-overwritten',
  sentence: 'Removes the other owners of a claim when it adds itself.',
  guarantee: 'SS-PVC-011',
  rules: {
    decide: updating((claim) =>
      withReferences(
        claim,
        (claim.metadata.ownerReferences ?? []).filter(({ controller }) => controller),
      ),
    ),
  },
}

const otherSetsRemoved: Mutant = {
  name: 'other-sets-removed',
  sentence: 'Removes the references of other sets from a claim when it adds its own.',
  guarantee: 'SS-PVC-011',
  rules: {
    decide: updating((claim, _, { set, type }) => {
      const owners = claim.metadata.ownerReferences ?? []
      return withReferences(
        claim,
        owners.filter(({ kind, uid }) => kind !== type.kind || uid === set.metadata.uid),
      )
    }),
  },
}

const ownReferenceLeft: Mutant = {
  name: 'own-reference-left',
  sentence: 'Is content with a reference of its own that does not control the claim.',
  guarantee: 'SS-PVC-012',
  rules: {
    decide: seeingOwners((owner, { set }) => (owner.uid === set.metadata.uid ? { ...owner, controller: true } : owner)),
  },
}

const formerReferenceTaken: Mutant = {
  name: 'former-reference-taken',
  sentence: 'Replaces the reference to a former set of its name by one to itself.',
  guarantee: 'SS-PVC-012',
  rules: {
    decide: seeingOwners((owner, { set, type }) =>
      owner.kind === type.kind && owner.name === set.metadata.name && owner.uid !== set.metadata.uid
        ? undefined
        : owner,
    ),
  },
}

const usersClaimsSpared: Mutant = {
  name: 'users-claims-spared',
  sentence: 'Applies the policy only to claims with the labels of its selector.',
  guarantee: 'SS-PVC-013',
  rules: {
    decide: updating((claim, _, { set }) =>
      Object.entries(set.spec.selector.matchLabels ?? {}).every(
        ([key, value]) => claim.metadata.labels?.[key] === value,
      )
        ? claim
        : undefined,
    ),
  },
}

export const ownerMutants: readonly Mutant[] = [
  controllersReplaced,
  ownersOverwritten,
  otherSetsRemoved,
  ownReferenceLeft,
  formerReferenceTaken,
  usersClaimsSpared,
]

import { claims as claimResource, type PersistentVolumeClaim } from '../client/index.ts'
import { type Act, act } from '../statefulset/act/act.ts'
import { isPrecondition } from '../statefulset/act/establish.ts'
import type { Action, ClaimWork, Decide, Snapshot } from '../statefulset/decide/actions.ts'
import { claimPlaces, claimWork, existingClaim, onlyOwners } from '../statefulset/decide/claims.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { controllerReference } from '../statefulset/decide/identity.ts'
import { ownPods } from '../statefulset/decide/ownership.ts'
import { isReady } from '../statefulset/decide/pod-health.ts'
import { finalizing, isGoing } from './finalizing.ts'
import { isInRange, type Mutant, ordinalOf, withSpec } from './mutant.ts'
import { updating, withReferences } from './owners-of-claims.ts'

/** Controllers that carry out the retention policy otherwise than they should. */

type Policy = NonNullable<Snapshot['set']['spec']['persistentVolumeClaimRetentionPolicy']>

const policyOf = ({ set }: Snapshot): Policy => set.spec.persistentVolumeClaimRetentionPolicy ?? {}

/** Decides as if the policy were another. */
const withPolicy =
  (change: (policy: Policy, snapshot: Snapshot) => Policy): Decide =>
  (snapshot, now) =>
    decide(withSpec(snapshot, { persistentVolumeClaimRetentionPolicy: change(policyOf(snapshot), snapshot) }), now)

const onePolicyForBoth: Mutant = {
  name: 'one-policy-for-both',
  sentence: 'Takes whenDeleted for whenScaled as well.',
  guarantee: 'SS-PVC-001',
  rules: { decide: withPolicy(({ whenDeleted = 'Retain' }) => ({ whenDeleted, whenScaled: whenDeleted })) },
}

const claimsNotOwned: Mutant = {
  name: 'claims-not-owned',
  sentence: 'Never owns a claim that existed before its Pod.',
  guarantee: 'SS-PVC-002',
  rules: { decide: updating((claim, { kind }) => (kind === 'update-claim-owners' ? claim : undefined)) },
}

const firstTemplateOnly: Mutant = {
  name: 'first-template-only',
  sentence: 'Applies the policy to the claims of the first claim template only.',
  guarantee: 'SS-PVC-002',
  rules: {
    decide: updating((claim, _, { set }) => {
      const [first] = set.spec.volumeClaimTemplates ?? []
      return claim.metadata.name.startsWith(`${first?.metadata.name}-${set.metadata.name}-`) ? claim : undefined
    }),
  },
}

const isOf = ({ metadata }: PersistentVolumeClaim, { spec, metadata: { name, namespace } }: Snapshot['set']): boolean =>
  metadata.namespace === namespace &&
  (spec.volumeClaimTemplates ?? []).some(
    (template) => metadata.name.replace(/\d+$/, '') === `${template.metadata.name}-${name}-`,
  )

/** Does something about the claims of a set that goes, and lets the set go only then. */
const beforeItGoes = (deal: (...sync: Parameters<Act>) => Promise<unknown>): Act => {
  const finish = finalizing(() => true)
  return async (context, actions) => {
    if (isGoing(context.set)) await deal(context, actions)
    await finish(context, actions)
  }
}

const claimsOutliveSet: Mutant = {
  name: 'claims-outlive-set',
  sentence: 'Gives its claims free when its set is deleted.',
  guarantee: 'SS-PVC-003',
  rules: {
    act: beforeItGoes(async ({ client, set }) => {
      const { items } = await client.list<PersistentVolumeClaim>(claimResource, set.metadata.namespace)
      for (const claim of items.filter((each) => isOf(each, set)))
        await client.update(claimResource, set.metadata.namespace, withReferences(claim, []))
    }),
  },
}

const orphanedClaimsDeleted: Mutant = {
  name: 'orphaned-claims-deleted',
  sentence: 'Deletes the claims of a deleted set by itself, however the set is deleted.',
  guarantee: 'SS-PVC-004',
  rules: {
    act: beforeItGoes(async ({ client, set }) => {
      if (set.spec.persistentVolumeClaimRetentionPolicy?.whenDeleted !== 'Delete') return
      const { items } = await client.list<PersistentVolumeClaim>(claimResource, set.metadata.namespace)
      for (const claim of items.filter((each) => isOf(each, set)))
        await client.remove(claimResource, set.metadata.namespace, claim.metadata.name)
    }),
  },
}

const claimsMarkedLate: Mutant = {
  name: 'claims-marked-late',
  sentence: 'Deletes a surplus Pod before its claims get it as their owner.',
  guarantee: 'SS-PVC-005',
  rules: {
    async act(context, actions) {
      const isMark = ({ kind }: Action) => kind === 'update-claim-owners'
      await act(context, [...actions.filter((action) => !isMark(action)), ...actions.filter(isMark)])
    },
  },
}

const retentionFromZero: Mutant = {
  name: 'retention-from-zero',
  sentence: 'Counts the ordinals in range from zero for the policy, whatever the start ordinal is.',
  guarantee: 'SS-PVC-005',
  rules: {
    decide(snapshot, now) {
      const { ordinals, ...spec } = snapshot.set.spec
      const actions = withoutOwners(snapshot, now)
      if (!ordinals || isGoing(snapshot.set) || actions.some(isPrecondition)) return decide(snapshot, now)
      const counted = { ...snapshot, set: { ...snapshot.set, spec } }
      const marks = ownPods(snapshot).flatMap((pod): Action[] => {
        const claims = onlyOwners(claimWork(counted, ordinalOf(pod), pod))
        return claims.ownersToUpdate.length > 0 ? [{ kind: 'update-claim-owners', pod, claims }] : []
      })
      return [...marks, ...actions]
    },
  },
}

const withoutOwners = updating(() => undefined)

const twoOwners: Mutant = {
  name: 'two-owners',
  sentence: 'Keeps the set as an owner of a claim that goes with a Pod.',
  guarantee: 'SS-PVC-006',
  rules: {
    decide: updating((claim, { kind }, { set, type }) => {
      if (kind !== 'update-claim-owners') return claim
      const bySet = { ...controllerReference(type, set), controller: false }
      return withReferences(claim, [...(claim.metadata.ownerReferences ?? []), bySet])
    }),
  },
}

const NO_WORK: ClaimWork = { missing: [], terminating: [], ownersToUpdate: [], controlledByOther: [] }

const everyDeletionScales: Mutant = {
  name: 'every-deletion-scales',
  sentence: 'Gives up the claims of every Pod that it deletes.',
  guarantee: 'SS-PVC-007',
  rules: {
    decide: (snapshot, now) =>
      decide(snapshot, now).flatMap((action): Action[] => {
        const { whenScaled } = policyOf(snapshot)
        if (action.kind !== 'delete-pod' || whenScaled !== 'Delete' || !isInRange(snapshot, action.pod)) return [action]
        const byPod = controllerReference({ apiVersion: 'v1', kind: 'Pod' }, action.pod)
        const ownersToUpdate = claimPlaces(snapshot.set, ordinalOf(action.pod)).flatMap((place) => {
          const claim = existingClaim(snapshot, place)
          return claim ? [withReferences(claim, [byPod])] : []
        })
        return [{ kind: 'update-claim-owners', pod: action.pod, claims: { ...NO_WORK, ownersToUpdate } }, action]
      }),
  },
}

const firstPolicyKept: Mutant = {
  name: 'first-policy-kept',
  sentence: 'Goes by the policy that a set was created with.',
  guarantee: 'SS-PVC-008',
  get rules() {
    const first = new Map<string, Policy>()
    return {
      decide: withPolicy((policy, { set }) => {
        const { uid = '' } = set.metadata
        first.set(uid, first.get(uid) ?? policy)
        return first.get(uid) ?? policy
      }),
    }
  },
}

const unreadyPodsSkipped: Mutant = {
  name: 'unready-pods-skipped',
  sentence: 'Carries a policy that has changed only to the claims of Pods that are ready.',
  guarantee: 'SS-PVC-008',
  rules: {
    decide: updating((claim, action) => (action.kind === 'repair-pod' && !isReady(action.pod) ? undefined : claim)),
  },
}

const doomedClaimsUsed: Mutant = {
  name: 'doomed-claims-used',
  sentence: 'Creates a Pod though its claim is about to follow the former one.',
  guarantee: 'SS-PVC-009',
  rules: {
    decide(snapshot, now) {
      const uids = new Set(snapshot.pods.map(({ metadata }) => metadata.uid))
      const claims = [...snapshot.claims].map(([key, claim]): [string, PersistentVolumeClaim] => {
        const { ownerReferences = [], deletionTimestamp: _, ...metadata } = claim.metadata
        const isDoomed = ownerReferences.some(({ kind, uid }) => kind === 'Pod' && !uids.has(uid))
        return [key, isDoomed ? { ...claim, metadata } : claim]
      })
      return decide({ ...snapshot, claims: new Map(claims) }, now)
    },
  },
}

/** Any other event makes the mutant create what it missed. */
const goneClaimsUnnoticed: Mutant = {
  name: 'gone-claims-unnoticed',
  sentence: 'Does not look at a set when a claim that its Pod waits for has gone.',
  guarantee: 'SS-PVC-009',
  rules: { enqueueForClaim: () => [] },
}

const marksUnchecked: Mutant = {
  name: 'marks-unchecked',
  sentence: 'Deletes a surplus Pod though its claim could not be given its owner.',
  guarantee: 'SS-PVC-014',
  rules: {
    async act(context, actions) {
      const isMark = ({ kind }: Action) => kind === 'update-claim-owners'
      await act(context, actions.filter(isMark)).catch(() => undefined)
      await act(
        context,
        actions.filter((action) => !isMark(action)),
      )
    },
  },
}

export const retentionMutants: readonly Mutant[] = [
  onePolicyForBoth,
  claimsNotOwned,
  firstTemplateOnly,
  claimsOutliveSet,
  orphanedClaimsDeleted,
  claimsMarkedLate,
  retentionFromZero,
  twoOwners,
  everyDeletionScales,
  firstPolicyKept,
  unreadyPodsSkipped,
  doomedClaimsUsed,
  goneClaimsUnnoticed,
  marksUnchecked,
]

import type { Pod } from '../client/objects.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { POD_NAME_LABEL, REVISION_LABEL } from '../statefulset/decide/identity.ts'
import { startOrdinal } from '../statefulset/decide/ordinals.ts'
import { creating, isInRange, type Mutant, ordinalOf, removalOf, withPods } from './mutant.ts'

const INDEX_LABEL = 'apps.kubernetes.io/pod-index'

/** The Pod with labels changed; a label without a value is removed. */
export function labelled(pod: Pod, change: Record<string, string | undefined>): Pod {
  const labels = Object.entries({ ...pod.metadata.labels, ...change }).filter(([, value]) => value !== undefined)
  return { ...pod, metadata: { ...pod.metadata, labels: Object.fromEntries(labels) as Record<string, string> } }
}

const labelMissing: Mutant = {
  name: 'label-missing',
  sentence: 'Does not label Pods with their own name.',
  guarantee: 'SS-IDN-005',
  rules: { decide: creating((pod) => labelled(pod, { [POD_NAME_LABEL]: undefined })) },
}

const indexFromZero: Mutant = {
  name: 'index-from-zero',
  sentence: 'Counts the label of the index from zero though the ordinals begin elsewhere.',
  guarantee: 'SS-IDN-006',
  rules: {
    decide: creating((pod, { set }) => labelled(pod, { [INDEX_LABEL]: String(ordinalOf(pod) - startOrdinal(set)) })),
  },
}

/** It reads its own label as it writes it, or it would replace its Pods for ever. */
const revisionShortened: Mutant = {
  name: 'revision-shortened',
  sentence: 'Labels Pods with the hash of their revision instead of its name.',
  guarantee: 'SS-IDN-007',
  rules: {
    decide(snapshot, now) {
      const prefix = `${snapshot.set.metadata.name}-`
      const full = withPods(snapshot, (pod) => {
        const revision = pod.metadata.labels?.[REVISION_LABEL]
        return revision === undefined || revision.startsWith(prefix)
          ? pod
          : labelled(pod, { [REVISION_LABEL]: prefix + revision })
      })
      return decide(full, now).map((action) => {
        if (action.kind !== 'create-pod') return action
        const revision = action.pod.metadata.labels?.[REVISION_LABEL]?.slice(prefix.length)
        return { ...action, pod: labelled(action.pod, { [REVISION_LABEL]: revision }) }
      })
    },
  },
}

const labelNotRepaired: Mutant = {
  name: 'label-not-repaired',
  sentence: 'Does not put back a pod-name label that was changed.',
  guarantee: 'SS-IDN-011',
  rules: {
    decide: (snapshot, now) =>
      decide(
        withPods(snapshot, (pod) =>
          isInRange(snapshot, pod) ? labelled(pod, { [POD_NAME_LABEL]: pod.metadata.name }) : pod,
        ),
        now,
      ),
  },
}

const replacedForIndex: Mutant = {
  name: 'replaced-for-index',
  sentence: 'Replaces a Pod whose label of the index is wrong.',
  guarantee: 'SS-IDN-012',
  rules: {
    decide(snapshot, now) {
      const wrong = snapshot.pods.filter(
        (pod) =>
          pod.metadata.ownerReferences?.some(({ uid }) => uid === snapshot.set.metadata.uid) &&
          pod.metadata.labels?.[INDEX_LABEL] !== String(ordinalOf(pod)) &&
          !pod.metadata.deletionTimestamp,
      )
      return [...wrong.map(removalOf), ...decide(snapshot, now)]
    },
  },
}

export const labelMutants: readonly Mutant[] = [
  labelMissing,
  indexFromZero,
  revisionShortened,
  labelNotRepaired,
  replacedForIndex,
]

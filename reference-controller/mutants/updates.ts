import type { Pod } from '../client/objects.ts'
import type { Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { identityOf, REVISION_LABEL } from '../statefulset/decide/identity.ts'
import { inRange } from '../statefulset/decide/ordinals.ts'
import { isTerminal } from '../statefulset/decide/pod-health.ts'
import { chosenRevisions } from '../statefulset/decide/revisions.ts'
import { type Mutant, withSpec } from './mutant.ts'

const ROLL_ALL = { type: 'RollingUpdate', rollingUpdate: { partition: 0 } }

export const partitionIgnored: Mutant = {
  name: 'partition-ignored',
  sentence: 'Updates the Pods below the partition too.',
  guarantee: 'SS-UPD-008',
  rules: {
    decide(snapshot, now) {
      const partitioned = snapshot.set.spec.updateStrategy?.rollingUpdate !== undefined
      return decide(partitioned ? withSpec(snapshot, { updateStrategy: ROLL_ALL }) : snapshot, now)
    },
  },
}

export const partitionCapped: Mutant = {
  name: 'partition-capped',
  sentence: 'Updates the highest Pod although the partition is as high as replicas.',
  guarantee: 'SS-UPD-011',
  rules: {
    decide(snapshot, now) {
      const { replicas = 1, updateStrategy } = snapshot.set.spec
      const partition = updateStrategy?.rollingUpdate?.partition ?? 0
      if (partition < replicas) return decide(snapshot, now)
      const capped = { type: 'RollingUpdate', rollingUpdate: { partition: Math.max(0, replicas - 1) } }
      return decide(withSpec(snapshot, { updateStrategy: capped }), now)
    },
  },
}

export const onDeleteRolls: Mutant = {
  name: 'on-delete-rolls',
  sentence: 'Replaces Pods by itself although the strategy is OnDelete.',
  guarantee: 'SS-UPD-016',
  rules: {
    decide(snapshot, now) {
      const onDelete = snapshot.set.spec.updateStrategy?.type === 'OnDelete'
      return decide(onDelete ? withSpec(snapshot, { updateStrategy: ROLL_ALL }) : snapshot, now)
    },
  },
}

export const lostPodUpdated: Mutant = {
  name: 'lost-pod-updated',
  sentence: 'Recreates a Pod lost before its turn from the new template although no rollingUpdate block was given.',
  guarantee: 'SS-UPD-025',
  rules: {
    decide(snapshot, now) {
      const { type, rollingUpdate } = snapshot.set.spec.updateStrategy ?? {}
      const bare = type === 'RollingUpdate' && rollingUpdate === undefined
      return decide(bare ? withSpec(snapshot, { updateStrategy: ROLL_ALL }) : snapshot, now)
    },
  },
}

export const twoAtOnce: Mutant = {
  name: 'two-at-once',
  sentence: 'Takes down two Pods at once in a rolling update.',
  guarantee: 'SS-UPD-004',
  rules: {
    decide(snapshot, now) {
      const actions = decide(snapshot, now)
      const first = actions.find((action) => action.kind === 'delete-pod' && isForUpdate(snapshot, action.pod))
      if (first?.kind !== 'delete-pod') return actions
      const next = decide(asIfUpdated(snapshot, first.pod), now).filter(({ kind }) => kind === 'delete-pod')
      return [...next, ...actions]
    },
  },
}

function isForUpdate({ set }: Snapshot, pod: Pod): boolean {
  return inRange(set, identityOf(pod.metadata.name)?.ordinal ?? -1) && !isTerminal(pod)
}

function asIfUpdated(snapshot: Snapshot, pod: Pod): Snapshot {
  const revision = chosenRevisions(snapshot).update?.metadata.name ?? ''
  const labels = { ...pod.metadata.labels, [REVISION_LABEL]: revision }
  const updated = { ...pod, metadata: { ...pod.metadata, labels } }
  return { ...snapshot, pods: snapshot.pods.map((each) => (each === pod ? updated : each)) }
}

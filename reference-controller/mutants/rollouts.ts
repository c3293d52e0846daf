import type { KubeValue, Pod, PodTemplateSpec } from '../client/objects.ts'
import type { Action, Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { revisionOf } from '../statefulset/decide/identity.ts'
import { startOrdinal } from '../statefulset/decide/ordinals.ts'
import { ownPods, ownRevisions } from '../statefulset/decide/ownership.ts'
import { isReady, isTerminal, isTerminating } from '../statefulset/decide/pod-health.ts'
import { templateOf, writtenAlike } from '../statefulset/decide/revision-name.ts'
import { chosenRevisions } from '../statefulset/decide/revisions.ts'
import {
  asReady,
  changing,
  isWork,
  type Mutant,
  misleading,
  ordinalOf,
  removalOf,
  withPods,
  withSpec,
} from './mutant.ts'
import { asUpdated, isUpdate, partitionOf, recreating, stalePods, strategyOf } from './strategies.ts'

/** Controllers that have a rule of rollouts wrong, other than those of the partition. */

const updateOf = (snapshot: Snapshot): string | undefined => chosenRevisions(snapshot).update?.metadata.name

const placesOf = (snapshot: Snapshot): number[] =>
  Array.from({ length: snapshot.set.spec.replicas ?? 1 }, (_, index) => startOrdinal(snapshot.set) + index)

const updatedInPlace: Mutant = {
  name: 'updated-in-place',
  sentence: 'Gives a Pod the labels and annotations of the new template instead of replacing it.',
  guarantee: 'SS-UPD-002',
  rules: {
    decide: (snapshot, now) =>
      decide(snapshot, now).map((action): Action => {
        if (action.kind !== 'delete-pod' || !isUpdate(snapshot, action)) return action
        const { metadata } = asUpdated(snapshot, action.pod)
        const annotations = { ...metadata.annotations, ...snapshot.set.spec.template.metadata?.annotations }
        const claims = { missing: [], terminating: [], ownersToUpdate: [], controlledByOther: [] }
        return { kind: 'repair-pod', pod: { ...action.pod, metadata: { ...metadata, annotations } }, claims }
      }),
  },
}

const startedFirst: Mutant = {
  name: 'started-first',
  sentence: 'Creates one more Pod before it deletes the first Pod for an update.',
  guarantee: 'SS-UPD-039',
  rules: {
    decide(snapshot, now) {
      if (stalePods(snapshot).length === 0) return decide(snapshot, now)
      const places = placesOf(snapshot)
      const end = startOrdinal(snapshot.set) + places.length
      const extra = snapshot.pods.find((pod) => ordinalOf(pod) === end)
      const actions = decide({ ...snapshot, pods: snapshot.pods.filter((pod) => pod !== extra) }, now)
      if (extra || !actions.some((action) => isUpdate(snapshot, action))) return actions
      const more = decide(withSpec(snapshot, { replicas: places.length + 1 }), now)
      const creation = more.filter((action) => action.kind === 'create-pod' && ordinalOf(action.pod) === end)
      return [...creation, ...actions.filter((action) => !isUpdate(snapshot, action))]
    },
  },
}

const specCompared: Mutant = {
  name: 'spec-compared',
  sentence: 'Takes another minReadySeconds for another Pod template.',
  guarantee: 'SS-UPD-005',
  rules: {
    decide(snapshot, now) {
      const { template, minReadySeconds } = snapshot.set.spec
      const annotations = { ...template.metadata?.annotations, seconds: String(minReadySeconds ?? 0) }
      return decide(
        withSpec(snapshot, { template: { ...template, metadata: { ...template.metadata, annotations } } }),
        now,
      )
    },
  },
}

/** Takes a Pod template for the newest that is recorded where `seen` is the same of both. */
const comparing = (seen: (template: PodTemplateSpec) => KubeValue): Mutant['rules'] => ({
  decide(snapshot, now) {
    const newest = ownRevisions(snapshot).at(-1)
    const known = newest && templateOf(newest)
    if (!known || !writtenAlike(seen(known), seen(snapshot.set.spec.template))) return decide(snapshot, now)
    return decide(withSpec(snapshot, { template: known }), now)
  },
})

const imagesCompared: Mutant = {
  name: 'images-compared',
  sentence: 'Notices of a Pod template only its metadata and its images.',
  guarantee: 'SS-UPD-006',
  rules: comparing(({ metadata, spec }) => ({
    annotations: metadata?.annotations ?? {},
    images: spec.containers.map(({ image }) => image),
  })),
}

const schedulingUncompared: Mutant = {
  name: 'scheduling-uncompared',
  sentence: 'Notices no change of the init containers, the volumes or the scheduling of a Pod template.',
  guarantee: 'SS-UPD-006',
  rules: comparing(({ metadata, spec: { initContainers, volumes, tolerations, affinity, nodeSelector, ...spec } }) => ({
    metadata,
    spec,
  })),
}

const switchRestarts: Mutant = {
  name: 'switch-restarts',
  sentence: 'Replaces all Pods, also updated ones, when the type of the strategy changes.',
  guarantee: 'SS-UPD-007',
  rules: { decide: restartingOnSwitch() },
}

function restartingOnSwitch(): Mutant['rules']['decide'] & {} {
  const types = new Map<string, string | undefined>()
  const doomed = new Set<string | undefined>()
  return (snapshot, now) => {
    const { uid = '' } = snapshot.set.metadata
    const { type } = strategyOf(snapshot)
    const pods = ownPods(snapshot)
    if (types.has(uid) && types.get(uid) !== type) for (const { metadata } of pods) doomed.add(metadata.uid)
    types.set(uid, type)
    const actions = decide(snapshot, now)
    const next = pods.find(({ metadata }) => doomed.has(metadata.uid))
    return next && !isTerminating(next) && !actions.some(isWork) ? [removalOf(next), ...actions] : actions
  }
}

const revisionLabelIgnored: Mutant = {
  name: 'revision-label-ignored',
  sentence: 'Takes a Pod with an unknown revision label for updated.',
  guarantee: 'SS-UPD-034',
  rules: {
    decide: misleading((snapshot) => {
      const known = new Set<string | undefined>(ownRevisions(snapshot).map(({ metadata }) => metadata.name))
      return withPods(snapshot, (pod) => (known.has(revisionOf(pod)) ? pod : asUpdated(snapshot, pod)))
    }),
  },
}

const lowPodsIgnored: Mutant = {
  name: 'low-pods-ignored',
  sentence: 'Updates the Pods above the partition whether or not those below it are ready.',
  guarantee: 'SS-UPD-024',
  rules: {
    decide: misleading((snapshot) => {
      const end = startOrdinal(snapshot.set) + partitionOf(snapshot)
      return withPods(snapshot, (pod) => (ordinalOf(pod) < end && pod.status?.phase === 'Running' ? asReady(pod) : pod))
    }),
  },
}

const updatesWithGaps: Mutant = {
  name: 'updates-with-gaps',
  sentence: 'Deletes a Pod for an update while a lower one is missing.',
  guarantee: 'SS-UPD-024',
  rules: {
    decide(snapshot, now) {
      const actions = decide(snapshot, now)
      const [highest] = stalePods(snapshot)
      const present = new Set(ownPods(snapshot).map(ordinalOf))
      const missing = placesOf(snapshot).find((ordinal) => !present.has(ordinal))
      if (!highest || missing === undefined || missing > ordinalOf(highest)) return actions
      return [removalOf(highest), ...actions]
    },
  },
}

const gapsWaitForUpdate: Mutant = {
  name: 'gaps-wait-for-update',
  sentence: 'Does not create a missing Pod while a higher one waits for its update.',
  guarantee: 'SS-UPD-033',
  rules: {
    decide: changing((action, snapshot) => {
      const [highest] = stalePods(snapshot)
      const isGap = action.kind === 'create-pod' && highest && ordinalOf(action.pod) < ordinalOf(highest)
      return isGap ? undefined : action
    }),
  },
}

const firstUpdateFinished: Mutant = {
  name: 'first-update-finished',
  sentence: 'Finishes an update before it looks at a newer template.',
  guarantee: 'SS-UPD-020',
  rules: {
    decide(snapshot, now) {
      const { currentRevision, updateRevision } = snapshot.set.status ?? {}
      const begun = ownRevisions(snapshot).find(({ metadata }) => metadata.name === updateRevision)
      if (!begun || updateRevision === currentRevision) return decide(snapshot, now)
      return decide(withSpec(snapshot, { template: templateOf(begun) }), now)
    },
  },
}

const runningIsEnough: Mutant = {
  name: 'running-is-enough',
  sentence: 'Continues an update once the updated Pod is Running, ready or not.',
  guarantee: 'SS-UPD-021',
  rules: {
    decide: misleading((snapshot) =>
      withPods(snapshot, (pod) =>
        pod.status?.phase === 'Running' && !isTerminating(pod) && revisionOf(pod) === updateOf(snapshot)
          ? asReady(pod)
          : pod,
      ),
    ),
  },
}

const isBroken = (pod: Pod): boolean => !isReady(pod) && !isTerminal(pod)

const brokenRevisionKept: Mutant = {
  name: 'broken-revision-kept',
  sentence: 'Recreates a broken Pod that the user deletes from the template that broke it.',
  guarantee: 'SS-UPD-022',
  rules: recreating((lost) => (isBroken(lost) ? revisionOf(lost) : undefined)),
}

const failedRevisionKept: Mutant = {
  name: 'failed-revision-kept',
  sentence: 'Recreates a failed Pod from the template that it had.',
  guarantee: 'SS-UPD-023',
  rules: recreating((lost) => (isTerminal(lost) ? revisionOf(lost) : undefined)),
}

export const rolloutMutants: readonly Mutant[] = [
  updatedInPlace,
  startedFirst,
  specCompared,
  imagesCompared,
  schedulingUncompared,
  switchRestarts,
  revisionLabelIgnored,
  lowPodsIgnored,
  updatesWithGaps,
  gapsWaitForUpdate,
  firstUpdateFinished,
  runningIsEnough,
  brokenRevisionKept,
  failedRevisionKept,
]

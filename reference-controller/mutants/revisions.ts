import { type ControllerRevision, controllerRevisions, type Pod } from '../client/index.ts'
import { act } from '../statefulset/act/act.ts'
import { isPrecondition } from '../statefulset/act/establish.ts'
import type { Action, Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { history } from '../statefulset/decide/history.ts'
import { controllerUid, revisionOf } from '../statefulset/decide/identity.ts'
import { ownRevisions } from '../statefulset/decide/ownership.ts'
import { isTerminating } from '../statefulset/decide/pod-health.ts'
import { chosenRevisions } from '../statefulset/decide/revisions.ts'
import { viewOf } from '../statefulset/decide/view.ts'
import { changing, type Mutant } from './mutant.ts'

/** Controllers that record templates wrongly, or use the records wrongly. */

/** Changes the revisions that are created or get a new number. */
const recording = (
  change: (revision: ControllerRevision, snapshot: Snapshot) => ControllerRevision,
): Mutant['rules'] => ({
  decide: changing((action, snapshot) =>
    action.kind === 'create-revision' || action.kind === 'renumber-revision'
      ? { ...action, revision: change(action.revision, snapshot) }
      : action,
  ),
})

const withMetadata = (revision: ControllerRevision, metadata: Partial<ControllerRevision['metadata']>) => ({
  ...revision,
  metadata: { ...revision.metadata, ...metadata },
})

const recordedLate: Mutant = {
  name: 'recorded-late',
  sentence: 'Records a template only after it has created Pods from it.',
  guarantee: 'SS-REV-001',
  get rules(): Mutant['rules'] {
    const unrecorded = new Map<string | undefined, ControllerRevision>()
    return {
      decide(snapshot, now) {
        const actions = decide(snapshot, now)
        const [first] = actions
        if (first?.kind !== 'create-revision') return actions
        unrecorded.set(snapshot.set.metadata.uid, first.revision)
        return decide({ ...snapshot, established: first.revision }, now)
      },
      async act(context, actions) {
        await act(context, actions)
        const { uid, namespace } = context.set.metadata
        const revision = unrecorded.get(uid)
        unrecorded.delete(uid)
        if (revision) await context.client.create(controllerRevisions, namespace, revision).catch(() => undefined)
      },
    }
  },
}

const revisionUnhashed: Mutant = {
  name: 'revision-unhashed',
  sentence: 'Leaves the label with the hash out of its revisions.',
  guarantee: 'SS-REV-002',
  rules: recording((revision, { set }) =>
    withMetadata(revision, { labels: { ...set.spec.template.metadata?.labels } }),
  ),
}

const setAnnotationsUnrecorded: Mutant = {
  name: 'set-annotations-unrecorded',
  sentence: 'Does not give its revisions the annotations of the set.',
  guarantee: 'SS-REV-002',
  rules: recording((revision) => withMetadata(revision, { annotations: {} })),
}

const numbersFromCount: Mutant = {
  name: 'numbers-from-count',
  sentence: 'Numbers a new revision by how many there are, not by the highest number so far.',
  guarantee: 'SS-REV-003',
  rules: recording((revision, snapshot) =>
    snapshot.revisions.some(({ metadata }) => metadata.name === revision.metadata.name)
      ? revision
      : { ...revision, revision: ownRevisions(snapshot).length + 1 },
  ),
}

const returnNotRenumbered: Mutant = {
  name: 'return-not-renumbered',
  sentence: 'Uses the revision of a template that came back without giving it a new number.',
  guarantee: 'SS-REV-004',
  rules: {
    decide(snapshot, now) {
      const [first, ...others] = decide(snapshot, now)
      if (first?.kind !== 'renumber-revision') return first ? [first, ...others] : []
      const { name } = first.revision.metadata
      const former = snapshot.revisions.find(({ metadata }) => metadata.name === name)
      return former ? decide({ ...snapshot, established: former }, now) : [first, ...others]
    },
  },
}

const renumberedEachGeneration: Mutant = {
  name: 'renumbered-each-generation',
  sentence: 'Gives the newest revision a new number whenever the spec of the set changes.',
  guarantee: 'SS-REV-005',
  rules: {
    decide(snapshot, now) {
      const actions = decide(snapshot, now)
      const { metadata, status } = snapshot.set
      const { update } = chosenRevisions(snapshot)
      const isNew = (status?.observedGeneration ?? 0) < (metadata.generation ?? 0)
      if (actions.some(isPrecondition) || snapshot.established || !isNew || !update) return actions
      return [{ kind: 'renumber-revision', revision: { ...update, revision: update.revision + 1 } }]
    },
  },
}

const comparedByText: Mutant = {
  name: 'compared-by-text',
  sentence: 'Takes a revision that says the same in other words for another one.',
  guarantee: 'SS-REV-006',
  rules: {
    decide({ reading, ...snapshot }, now) {
      if (!reading) return decide(snapshot, now)
      const { template: _, ...unaccepted } = reading
      return decide({ ...snapshot, reading: unaccepted }, now)
    },
  },
}

const historyUnbounded: Mutant = {
  name: 'history-unbounded',
  sentence: 'Never deletes a revision.',
  guarantee: 'SS-REV-007',
  rules: { decide: changing((action) => (action.kind === 'delete-revision' ? undefined : action)) },
}

const newestHistoryFirst: Mutant = {
  name: 'newest-history-first',
  sentence: 'Deletes the newest of the old revisions where there are too many.',
  guarantee: 'SS-REV-007',
  rules: {
    decide(snapshot, now) {
      const actions = decide(snapshot, now)
      const surplus = actions.filter(({ kind }) => kind === 'delete-revision').length
      if (surplus === 0) return actions
      const { pods, current, update } = viewOf(snapshot, now)
      const live = [current?.metadata.name, update?.metadata.name, ...pods.map(revisionOf)]
      const past = ownRevisions(snapshot).filter(({ metadata }) => !live.includes(metadata.name))
      const newest = past.slice(past.length - surplus)
      return [
        ...actions.filter(({ kind }) => kind !== 'delete-revision'),
        ...newest.map((revision): Action => ({ kind: 'delete-revision', revision })),
      ]
    },
  },
}

/** As StatefulSets of old did: https://github.com/kubernetes/kubernetes/issues/85690 */
const historyKeptAfterFailure: Mutant = {
  name: 'history-kept-after-failure',
  sentence: 'Deletes no revision in a sync in which something has failed.',
  guarantee: 'SS-REV-007',
  rules: {
    async act(context, actions) {
      await act(
        context,
        actions.filter(({ kind }) => kind !== 'delete-revision'),
      )
      await act(
        context,
        actions.filter(({ kind }) => kind === 'delete-revision'),
      )
    },
  },
}

/** Takes only the revisions of these Pods for in use, beside the current and the update revision. */
function withHistoryOf(change: (pods: Pod[]) => Pod[]): Mutant['rules'] {
  return {
    decide(snapshot, now) {
      const actions = decide(snapshot, now)
      if (actions.some(isPrecondition)) return actions
      const view = viewOf(snapshot, now)
      const kept = actions.filter(({ kind }) => kind !== 'delete-revision')
      return [...kept, ...history({ ...view, pods: change(view.pods) })]
    },
  }
}

const labelRevisionsDropped: Mutant = {
  name: 'label-revisions-dropped',
  sentence: 'Takes only the current and the update revision for in use, not those that Pods name.',
  guarantee: 'SS-REV-008',
  rules: withHistoryOf(() => []),
}

const terminatingRevisionsDropped: Mutant = {
  name: 'terminating-revisions-dropped',
  sentence: 'Does not count the revision of a Pod that is terminating as in use.',
  guarantee: 'SS-REV-008',
  rules: withHistoryOf((pods) => pods.filter((pod) => !isTerminating(pod))),
}

const collisionUncounted: Mutant = {
  name: 'collision-uncounted',
  sentence: 'Evades a taken name without counting it in the status.',
  guarantee: 'SS-REV-010',
  rules: {
    decide: changing((action) => {
      if (action.kind !== 'update-status') return action
      const { status, ifFailed } = action
      return {
        ...action,
        ...(status && { status: { ...status, collisionCount: 0 } }),
        ...(ifFailed && { ifFailed: { ...ifFailed, collisionCount: 0 } }),
      }
    }),
  },
}

const orphanRevisionsLeft: Mutant = {
  name: 'orphan-revisions-left',
  sentence: 'Does not adopt revisions of nobody.',
  guarantee: 'SS-REV-011',
  rules: {
    decide: (snapshot, now) =>
      decide({ ...snapshot, revisions: snapshot.revisions.filter((each) => controllerUid(each) !== undefined) }, now),
  },
}

export const recordingMutants: readonly Mutant[] = [
  recordedLate,
  revisionUnhashed,
  setAnnotationsUnrecorded,
  numbersFromCount,
  returnNotRenumbered,
  renumberedEachGeneration,
  comparedByText,
  historyUnbounded,
  newestHistoryFirst,
  historyKeptAfterFailure,
  labelRevisionsDropped,
  terminatingRevisionsDropped,
  collisionUncounted,
  orphanRevisionsLeft,
]

import { type ControllerRevision, controllerRevisions } from '../client/index.ts'
import { act } from '../statefulset/act/act.ts'
import { isPrecondition } from '../statefulset/act/establish.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { controllerUid } from '../statefulset/decide/identity.ts'
import { ownRevisions } from '../statefulset/decide/ownership.ts'
import { revisionData, sameData } from '../statefulset/decide/revision-name.ts'
import { chosenRevisions } from '../statefulset/decide/revisions.ts'
import { selects } from '../statefulset/decide/selector.ts'
import type { Mutant } from './mutant.ts'

/** Controllers that use the revisions that there are in a wrong way. */

const lostRevisionAwaited: Mutant = {
  name: 'lost-revision-awaited',
  sentence: 'Creates and deletes no Pod while the current revision is not there.',
  guarantee: 'SS-REV-012',
  rules: {
    decide(snapshot, now) {
      const actions = decide(snapshot, now)
      const { currentRevision } = snapshot.set.status ?? {}
      const isLost =
        currentRevision && !ownRevisions(snapshot).some(({ metadata }) => metadata.name === currentRevision)
      if (!isLost || actions.some(isPrecondition)) return actions
      return actions.filter(({ kind }) => kind === 'wait')
    },
  },
}

const rollbackRecordsAgain: Mutant = {
  name: 'rollback-records-again',
  sentence: 'Records a template that came back once more, under a name with the number.',
  guarantee: 'SS-REV-013',
  rules: {
    decide(snapshot, now) {
      const [first, ...others] = decide(snapshot, now)
      if (first?.kind !== 'renumber-revision') return first ? [first, ...others] : []
      const { metadata, revision } = first.revision
      const { uid: _, resourceVersion: __, ...again } = metadata
      const named = { ...again, name: `${snapshot.set.metadata.name}-${revision}` }
      return [{ kind: 'create-revision', revision: { ...first.revision, metadata: named } }]
    },
  },
}

const builtFromSet: Mutant = {
  name: 'built-from-set',
  sentence: 'Builds every Pod from the template of the set, whatever revision its label names.',
  guarantee: 'SS-REV-014',
  rules: {
    decide(snapshot, now) {
      const actions = decide(snapshot, now)
      const { current, update } = chosenRevisions(snapshot)
      if (actions.some(isPrecondition) || !update) return actions
      const data = revisionData(snapshot.set)
      const revisions = snapshot.revisions.map((each) => (each === current ? { ...each, data } : each))
      return decide({ ...snapshot, revisions, established: update }, now)
    },
  },
}

const revisionsReleased: Mutant = {
  name: 'revisions-released',
  sentence: 'Gives up a revision whose labels no longer match.',
  guarantee: 'SS-REV-015',
  rules: {
    async act(context, actions) {
      const { client, set } = context
      const { uid, namespace } = set.metadata
      const { items } = await client.list(controllerRevisions, namespace)
      for (const { metadata } of items.filter((each) => controllerUid(each) === uid)) {
        if (selects(set.spec.selector, metadata.labels)) continue
        const body = { metadata: { uid: metadata.uid, ownerReferences: [{ $patch: 'delete', uid }] } }
        await client.patch(controllerRevisions, namespace, metadata.name, { type: 'strategic', body })
      }
      await act(context, actions)
    },
  },
}

/** As StatefulSets of old did: https://github.com/kubernetes/kubernetes/issues/69967 */
const twinsAlternate: Mutant = {
  name: 'twins-alternate',
  sentence: 'Chooses between revisions of one template and number now one and now another.',
  guarantee: 'SS-REV-016',
  rules: {
    decide(snapshot, now) {
      const { update } = chosenRevisions(snapshot)
      const twins = snapshot.revisions.filter(
        (each) => update && each.revision === update.revision && sameData(each, update),
      )
      const other = twins.find((each) => each !== update)
      const isOdd = (snapshot.set.metadata.generation ?? 0) % 2 === 1
      return other && isOdd && update && !snapshot.established
        ? decide({ ...snapshot, revisions: snapshot.revisions.filter((each) => each !== update) }, now)
        : decide(snapshot, now)
    },
  },
}

const orphanRevisionsByName: Mutant = {
  name: 'orphan-revisions-by-name',
  sentence: 'Adopts revisions of nobody only if their names begin with its own.',
  guarantee: 'SS-REV-011',
  rules: {
    decide(snapshot, now) {
      const prefix = `${snapshot.set.metadata.name}-`
      const isSeen = (revision: ControllerRevision) =>
        controllerUid(revision) !== undefined || revision.metadata.name.startsWith(prefix)
      return decide({ ...snapshot, revisions: snapshot.revisions.filter(isSeen) }, now)
    },
  },
}

export const revisionUseMutants: readonly Mutant[] = [
  lostRevisionAwaited,
  rollbackRecordsAgain,
  builtFromSet,
  revisionsReleased,
  twinsAlternate,
  orphanRevisionsByName,
]

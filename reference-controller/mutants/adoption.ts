import { controllerOf, type Pod, pods } from '../client/index.ts'
import { type Act, act } from '../statefulset/act/act.ts'
import type { SyncContext } from '../statefulset/act/sync-context.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { controllerReference } from '../statefulset/decide/identity.ts'
import { changing, isInRange, type Mutant, removalOf, withPods, withSpec } from './mutant.ts'

/** Controllers that adopt, release or leave alone other Pods than they should. */

const orphansRecreated: Mutant = {
  name: 'orphans-recreated',
  sentence: 'Replaces orphans that fit instead of adopting them.',
  guarantee: 'SS-DEL-006',
  rules: { decide: changing((action) => (action.kind === 'adopt-pod' ? removalOf(action.pod) : action)) },
}

const terminatingAdopted: Mutant = {
  name: 'terminating-adopted',
  sentence: 'Adopts Pods that are being deleted.',
  guarantee: 'SS-DEL-007',
  rules: {
    decide(snapshot, now) {
      const staying = withPods(snapshot, (pod) => {
        const { deletionTimestamp: _, ...metadata } = pod.metadata
        return controllerOf(pod) ? pod : { ...pod, metadata }
      })
      const adopted = decide(staying, now).filter(({ kind }) => kind === 'adopt-pod')
      const names = adopted.flatMap((action) => (action.kind === 'adopt-pod' ? action.pod.metadata.name : []))
      const taken = snapshot.pods.filter((pod) => names.includes(pod.metadata.name) && !controllerOf(pod))
      return taken.length > 0 ? taken.map((pod) => ({ kind: 'adopt-pod', pod })) : decide(snapshot, now)
    },
  },
}

const surplusNotAdopted: Mutant = {
  name: 'surplus-not-adopted',
  sentence: 'Adopts only Pods whose ordinal is in range.',
  guarantee: 'SS-DEL-008',
  rules: {
    decide: (snapshot, now) =>
      decide({ ...snapshot, pods: snapshot.pods.filter((pod) => controllerOf(pod) || isInRange(snapshot, pod)) }, now),
  },
}

const unmatchedDeleted: Mutant = {
  name: 'unmatched-deleted',
  sentence: 'Deletes Pods that no longer match instead of releasing them.',
  guarantee: 'SS-DEL-009',
  rules: { decide: changing((action) => (action.kind === 'release-pod' ? removalOf(action.pod) : action)) },
}

const unmatchedKept: Mutant = {
  name: 'unmatched-kept',
  sentence: 'Goes on owning Pods that no longer match.',
  guarantee: 'SS-DEL-009',
  rules: {
    decide: (snapshot, now) => {
      const actions = decide(snapshot, now)
      const kept = actions.flatMap((action) => (action.kind === 'release-pod' ? action.pod.metadata.name : []))
      if (kept.length === 0) return actions
      const labels = { ...snapshot.set.spec.selector.matchLabels }
      return decide(
        withPods(snapshot, (pod) =>
          kept.includes(pod.metadata.name)
            ? { ...pod, metadata: { ...pod.metadata, labels: { ...pod.metadata.labels, ...labels } } }
            : pod,
        ),
        now,
      )
    },
  },
}

/** After a failure, does something about the Pods that hold the names of those that were to be created. */
const withHolders =
  (deal: (context: SyncContext, pod: Pod) => Promise<unknown> | undefined): Act =>
  async (context, actions) => {
    try {
      await act(context, actions)
    } catch (error) {
      for (const action of actions) {
        if (action.kind !== 'create-pod') continue
        const { name, namespace } = action.pod.metadata
        const holder = await context.client.get<Pod>(pods, namespace, name).catch(() => undefined)
        if (holder) await deal(context, holder)
      }
      throw error
    }
  }

const remove = ({ client }: SyncContext, { metadata: { name, namespace, uid } }: Pod) =>
  client.remove(pods, namespace, name, uid ? { preconditions: { uid } } : {}).catch(() => undefined)

const releasedRemoved: Mutant = {
  name: 'released-removed',
  sentence: 'Deletes a Pod that it has released to make room for a new one.',
  guarantee: 'SS-DEL-010',
  rules: { act: withHolders((context, pod) => (controllerOf(pod) ? undefined : remove(context, pod))) },
}

const strangersRemoved: Mutant = {
  name: 'strangers-removed',
  sentence: 'Deletes the Pod of another controller that has the name of one of its own.',
  guarantee: 'SS-DEL-011',
  rules: {
    act: withHolders((context, pod) => {
      const { kind = context.type.kind } = controllerOf(pod) ?? {}
      return kind === context.type.kind ? undefined : remove(context, pod)
    }),
  },
}

const namesakesTaken: Mutant = {
  name: 'namesakes-taken',
  sentence: 'Takes over the Pods of a deleted set of its name.',
  guarantee: 'SS-DEL-012',
  rules: {
    act: withHolders(({ client, set, type }, { metadata: { name, namespace, ownerReferences } }) => {
      const former = ownerReferences?.find((owner) => owner.controller && owner.kind === type.kind)
      if (former?.name !== set.metadata.name || former.uid === set.metadata.uid) return undefined
      const body = { metadata: { ownerReferences: [controllerReference(type, set)] } }
      return client.patch(pods, namespace, name, { type: 'merge', body })
    }),
  },
}

const expressionsIgnored: Mutant = {
  name: 'expressions-ignored',
  sentence: 'Looks at the matchLabels of a selector alone.',
  guarantee: 'SS-DEL-014',
  rules: {
    decide: (snapshot, now) => {
      const { matchExpressions: _, ...selector } = snapshot.set.spec.selector
      return decide(withSpec(snapshot, { selector }), now)
    },
  },
}

const firstExcludedOnly: Mutant = {
  name: 'first-excluded-only',
  sentence: 'Looks at the first value of a NotIn expression alone.',
  guarantee: 'SS-DEL-014',
  rules: {
    decide: (snapshot, now) => {
      const { matchExpressions = [], ...selector } = snapshot.set.spec.selector
      const shortened = matchExpressions.map(({ values = [], ...expression }) =>
        expression.operator === 'NotIn' ? { ...expression, values: values.slice(0, 1) } : { ...expression, values },
      )
      return decide(withSpec(snapshot, { selector: { ...selector, matchExpressions: shortened } }), now)
    },
  },
}

export const adoptionMutants: readonly Mutant[] = [
  orphansRecreated,
  terminatingAdopted,
  surplusNotAdopted,
  unmatchedDeleted,
  unmatchedKept,
  releasedRemoved,
  strangersRemoved,
  namesakesTaken,
  expressionsIgnored,
  firstExcludedOnly,
]

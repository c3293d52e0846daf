import { type Pod, pods } from '../client/index.ts'
import { type Act, act } from '../statefulset/act/act.ts'
import type { Action, Decide } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { isTerminating } from '../statefulset/decide/pod-health.ts'
import { asReady, changing, isInRange, type Mutant, misleading, removalOf, withPods } from './mutant.ts'

/** Controllers that lose what a refusal, a restart, a lost node or the passing of time asks for. */

const refusalsFinal: Mutant = {
  name: 'refusals-final',
  sentence: 'Does not try again what the API server has refused.',
  guarantee: 'SS-RES-009',
  rules: {
    async act(context, actions) {
      await act(context, actions).catch(() => undefined)
    },
  },
}

const deletionsFinal: Mutant = {
  name: 'deletions-final',
  sentence: 'Does not try again a deletion that the API server has refused.',
  guarantee: 'SS-RES-014',
  get rules() {
    const given = new Set<string | undefined>()
    const final: Act = async (context, actions) => {
      const left = actions.filter((action) => action.kind !== 'delete-pod' || !given.has(action.pod.metadata.uid))
      await act(context, left).catch((error: unknown) => {
        for (const action of left) if (action.kind === 'delete-pod') given.add(action.pod.metadata.uid)
        throw error
      })
    }
    return { act: final }
  },
}

const statusFinal: Mutant = {
  name: 'status-final',
  sentence: 'Writes the status of a set no more once the API server has refused it.',
  guarantee: 'SS-RES-015',
  get rules() {
    const given = new Set<string | undefined>()
    const final: Act = async (context, actions) => {
      const { uid } = context.set.metadata
      const isStatus = ({ kind }: Action) => kind === 'update-status'
      await act(
        context,
        actions.filter((action) => !isStatus(action)),
      )
      if (!given.has(uid)) await act(context, actions.filter(isStatus)).catch(() => given.add(uid))
    }
    return { act: final }
  },
}

const restartReplaces: Mutant = {
  name: 'restart-replaces',
  sentence: 'Replaces the first Pod of a set that it did not see being created.',
  guarantee: 'SS-RES-010',
  // Read once by each controller that starts: what it has seen is lost with it.
  get rules() {
    const seen = new Set<string>()
    const replacing: Decide = (snapshot, now) => {
      const { uid = '' } = snapshot.set.metadata
      const first = snapshot.pods.find((pod) => isInRange(snapshot, pod))
      const isKnown = seen.has(uid)
      seen.add(uid)
      return isKnown || !first ? decide(snapshot, now) : [removalOf(first), ...decide(snapshot, now)]
    }
    return { decide: replacing }
  },
}

const waitsForEvents: Mutant = {
  name: 'waits-for-events',
  sentence: 'Sets no timer for the end of minReadySeconds.',
  guarantee: 'SS-AVL-003',
  rules: { decide: changing((action) => (action.kind === 'wait' ? undefined : action)) },
}

/** A node that nobody hears of leaves the conditions of the containers as they were. */
const isLost = (pod: Pod): boolean => {
  const holds = (type: string) => pod.status?.conditions?.some((each) => each.type === type && each.status === 'True')
  return isTerminating(pod) && holds('ContainersReady') === true && !holds('Ready')
}

const lostNodeReplaced: Mutant = {
  name: 'lost-node-replaced',
  sentence: 'Removes a Pod on a lost node by force, to replace it.',
  guarantee: 'SS-RES-007',
  rules: {
    decide: (snapshot, now) => [...snapshot.pods.filter(isLost).map(removalOf), ...decide(snapshot, now)],
    async act(context, actions) {
      const { client, set } = context
      const lost = actions.flatMap((action) => (action.kind === 'delete-pod' && isLost(action.pod) ? action : []))
      for (const { pod } of lost) {
        await client.remove(pods, set.metadata.namespace, pod.metadata.name, { gracePeriodSeconds: 0 })
      }
      const rest = actions.filter((action) => !lost.some((each) => each === action))
      await act(context, rest)
    },
  },
}

/** Nobody has said that the containers on a lost node have ended. */
const lostTakenForHealthy: Mutant = {
  name: 'lost-taken-for-healthy',
  sentence: 'Takes a Pod on a lost node for a healthy one, since its containers may still run.',
  guarantee: 'SS-UPD-004',
  rules: { decide: misleading((snapshot) => withPods(snapshot, (pod) => (isLost(pod) ? asHealthy(pod) : pod))) },
}

function asHealthy(pod: Pod): Pod {
  const { deletionTimestamp: _, ...metadata } = pod.metadata
  return asReady({ ...pod, metadata })
}

export const resilienceMutants: readonly Mutant[] = [
  refusalsFinal,
  deletionsFinal,
  statusFinal,
  restartReplaces,
  waitsForEvents,
  lostNodeReplaced,
  lostTakenForHealthy,
]

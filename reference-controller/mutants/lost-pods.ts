import { type Pod, pods as podsResource } from '../client/index.ts'
import { type Act, act } from '../statefulset/act/act.ts'
import type { SyncContext } from '../statefulset/act/sync-context.ts'
import type { Decide, Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { ownPods } from '../statefulset/decide/ownership.ts'
import { isTerminating } from '../statefulset/decide/pod-health.ts'
import { changing, isInRange, type Mutant, removalOf } from './mutant.ts'

/** Controllers that mind how a Pod went, how long it is stuck, or who has written to it. */

const conditionOf = (pod: Pod, type: string) => pod.status?.conditions?.find((each) => each.type === type)

const keyOf = ({ set }: Snapshot, name: string): string => `${set.metadata.uid}/${name}`

function evictedNotReplaced(): Decide {
  const evicted = new Set<string>()
  return changing((action, snapshot) => {
    for (const pod of snapshot.pods)
      if (conditionOf(pod, 'DisruptionTarget')?.reason === 'EvictionByEvictionAPI')
        evicted.add(keyOf(snapshot, pod.metadata.name))
    return action.kind === 'create-pod' && evicted.has(keyOf(snapshot, action.pod.metadata.name)) ? undefined : action
  })
}

/** A Pod that nobody saw terminating has gone by force. */
function forcedAwaited(): Decide {
  const last = new Map<string, Pod>()
  return (snapshot, now) => {
    const actions = decide(snapshot, now).filter((action) => {
      const before = action.kind === 'create-pod' && last.get(keyOf(snapshot, action.pod.metadata.name))
      return !before || isTerminating(before)
    })
    for (const pod of snapshot.pods) last.set(keyOf(snapshot, pod.metadata.name), pod)
    return actions
  }
}

const PATIENCE = 60_000

const stuckDeleted: Decide = (snapshot, now) => {
  const actions = decide(snapshot, now)
  const stuck = ownPods(snapshot).flatMap((pod) => {
    const ready = conditionOf(pod, 'Ready')
    const isStuck = isInRange(snapshot, pod) && !isTerminating(pod) && ready?.status === 'False'
    return isStuck ? [{ pod, due: Date.parse(ready.lastTransitionTime ?? '') + PATIENCE }] : []
  })
  const due = stuck.filter((each) => each.due <= now).map(({ pod }) => removalOf(pod))
  const next = Math.min(...stuck.map((each) => each.due).filter((each) => each > now))
  return [...actions, ...due, { kind: 'wait', because: 'a Pod is stuck', ...(next < Infinity && { due: next }) }]
}

const OWN_LABELS = ['statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index', 'controller-revision-hash']

const editsUndone: Act = async (context, actions) => {
  await act(context, actions)
  const { client, set } = context
  const known = [...OWN_LABELS, ...Object.keys(set.spec.template.metadata?.labels ?? {})]
  for (const { metadata } of await podsOf(context)) {
    const foreign = Object.keys(metadata.labels ?? {}).filter((label) => !known.includes(label))
    if (foreign.length === 0) continue
    const labels = Object.fromEntries(foreign.map((label) => [label, null]))
    await client.patch(podsResource, metadata.namespace, metadata.name, {
      type: 'merge',
      body: { metadata: { labels } },
    })
  }
}

async function podsOf({ client, set }: SyncContext): Promise<Pod[]> {
  const { items } = await client.list<Pod>(podsResource, set.metadata.namespace)
  return items.filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === set.metadata.uid))
}

const imagesOf = ({ containers }: Pick<Pod['spec'], 'containers'>): string =>
  containers.map(({ image }) => image).join()

const editsReplaced: Decide = (snapshot, now) => {
  const { spec, status } = snapshot.set
  const others = ownPods(snapshot).filter(
    (pod) =>
      isInRange(snapshot, pod) &&
      !isTerminating(pod) &&
      pod.metadata.labels?.['controller-revision-hash'] === status?.updateRevision &&
      imagesOf(pod.spec) !== imagesOf(spec.template.spec),
  )
  return [...others.map(removalOf), ...decide(snapshot, now)]
}

export const lostPodMutants: readonly Mutant[] = [
  {
    name: 'evicted-not-replaced',
    sentence: 'Takes an evicted Pod for one that shall not come back.',
    guarantee: 'SS-RES-001',
    get rules() {
      return { decide: evictedNotReplaced() }
    },
  },
  {
    name: 'forced-awaited',
    sentence: 'Waits for another event of the set before it replaces a Pod that was deleted by force.',
    guarantee: 'SS-RES-008',
    get rules() {
      return { decide: forcedAwaited() }
    },
  },
  {
    name: 'stuck-deleted',
    sentence: 'Deletes a Pod that has not been ready for a minute.',
    guarantee: 'SS-RES-006',
    rules: { decide: stuckDeleted },
  },
  {
    name: 'edits-undone',
    sentence: 'Takes labels off its Pods that it does not know.',
    guarantee: 'SS-RES-011',
    rules: { act: editsUndone },
  },
  {
    name: 'edits-replaced',
    sentence: 'Replaces a Pod whose image is not that of the template.',
    guarantee: 'SS-RES-011',
    rules: { decide: editsReplaced },
  },
]

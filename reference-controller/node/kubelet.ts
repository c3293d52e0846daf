import {
  type ApiClient,
  type EventRecorder,
  keyOf,
  type NewEvent,
  type Node,
  type Pod,
  pods,
  refusedAs,
} from '../client/index.ts'
import type { Clock } from '../clock.ts'
import { timestamp } from '../part.ts'
import type { Addresses } from './addresses.ts'
import { hostIpOf } from './nodes.ts'
import type { Stage } from './stages/index.ts'

export interface KubeletOptions {
  client: ApiClient
  clock: Clock
  stages: readonly Stage[]
  addresses: Addresses
  /** Records what stages tell about a Pod, if anybody is to read it. */
  recorder?: EventRecorder | undefined
}

/** In how many milliseconds a stage is due, and the name of that timer. */
interface Again {
  ms: number
  what: string
}

export interface Kubelet {
  /** Carries out the stage that is due; answers when the Pod is to be looked at again, if it is. */
  sync(pod: Pod, node: Node): Promise<Again | undefined>
  forget(pod: Pod): void
}

/** Leads the Pods of our nodes through their stages. */
export function kubelet({ client, clock, stages, addresses, recorder }: KubeletOptions): Kubelet {
  const dueTimes = new Map<string, number>()

  function remaining(pod: Pod, stage: Stage): number {
    if (!stage.delay) return 0
    const key = timerOf(pod, stage)
    const known = dueTimes.get(key)
    if (known === undefined) record(pod, stage.events?.begin)
    const due = known ?? clock.now() + stage.delay(pod)
    dueTimes.set(key, due)
    return due - clock.now()
  }

  function record(pod: Pod, eventsOf: ((pod: Pod) => readonly NewEvent[]) | undefined) {
    if (!recorder || !eventsOf) return
    for (const event of eventsOf(pod)) recorder.record(pod, { apiVersion: 'v1', kind: 'Pod' }, event)
  }

  async function carryOut({ effect }: Stage, pod: Pod, node: Node) {
    const { namespace, name, uid = '', resourceVersion } = pod.metadata
    if (effect.kind === 'remove') {
      return void (await client.remove(pods, namespace, name, { gracePeriodSeconds: 0, preconditions: { uid } }))
    }
    const podIP = pod.status?.podIP ?? addresses.of(uid)
    const status = effect.of(pod, { now: timestamp(clock), hostIP: hostIpOf(node), podIP })
    // With its version, so that a status computed from a Pod of yesterday is refused instead of written.
    const body = { metadata: { uid, resourceVersion }, status }
    await client.patch(pods, namespace, name, { type: 'strategic', subresource: 'status', body })
  }

  return {
    async sync(pod, node) {
      let again: Again | undefined
      for (const stage of stages.filter(({ when }) => when(pod))) {
        const ms = remaining(pod, stage)
        if (ms > 0) {
          if (!again || ms < again.ms) again = { ms, what: `stage ${stage.name} of Pod ${keyOf(pod)}` }
          continue
        }
        try {
          await carryOut(stage, pod, node)
          dueTimes.delete(timerOf(pod, stage))
          record(pod, stage.events?.end)
        } catch (error) {
          // Changed, gone or replaced meanwhile: a watch event enqueues the Pod again.
          if (!refusedAs(error, 'NotFound', 'Conflict')) throw error
        }
        return again
      }
      return again
    },
    forget({ metadata: { uid = '' } }) {
      addresses.release(uid)
      for (const stage of stages) dueTimes.delete(`${uid}/${stage.name}`)
    },
  }
}

const timerOf = ({ metadata }: Pod, { name }: Stage): string => `${metadata.uid}/${name}`

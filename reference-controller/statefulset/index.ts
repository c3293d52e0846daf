import { type Activity, unnoted } from '../activity.ts'
import { connect, eventRecorder, movingFields, type Resource, statefulSets, type Transport } from '../client/index.ts'
import { type Clock, systemClock } from '../clock.ts'
import { type Features, NO_FEATURES } from '../feature-gates.ts'
import { type Ids, randomIds } from '../ids.ts'
import { type Act, act } from './act/act.ts'

import type { Decide } from './decide/actions.ts'
import { decide } from './decide/decide.ts'
import {
  type SetsToEnqueue,
  type SetsToEnqueueForClaim,
  setsToEnqueue,
  setsToEnqueueForClaim,
} from './loop/sets-to-enqueue.ts'
import { startLoop } from './loop/start-loop.ts'

/**
 * The reference StatefulSet controller: one implementation that keeps the guarantees in `features/`.
 *
 * It is cut into three parts so that the rules can be read, tested and broken by themselves. `decide/` is the
 * specification as code: from a snapshot of a set and the time it returns actions, without side effects. `act/`
 * does it, through the API, and knows no rule. `loop/` knows when to ask: it follows the API in caches and brings
 * both together, one set at a time.
 *
 * Behaviour is that of Kubernetes 1.36 with its default feature gates, and with what `features` turns on. The kind is a value: with another resource
 * the same controller runs a kind that is StatefulSet-like.
 */
export interface ControllerOptions {
  clock?: Clock
  ids?: Ids
  /** Notified of work in progress. */
  activity?: Pick<Activity, 'begin'>
  /** The way to the API server where that runs in the same thread; otherwise it is connected to. */
  transport?: Transport
  resource?: Omit<Resource, 'namespaced'>
  decide?: Decide
  act?: Act
  features?: Features
  /** The sets to enqueue when a Pod has changed. */
  enqueue?: SetsToEnqueue
  /** The sets to enqueue when a claim has changed. */
  enqueueForClaim?: SetsToEnqueueForClaim
  /** Called with the errors of failed syncs and broken watches; both are retried. */
  onError?: (error: unknown) => void
}

const COMPONENT = 'statefulset-controller'

export async function startStatefulSetController(kubeconfig: string, options: ControllerOptions = {}) {
  const { clock = systemClock(), ids = randomIds(), activity = unnoted, onError = () => undefined } = options
  const resource = { ...(options.resource ?? statefulSets), namespaced: true }
  const connected = connect(kubeconfig, { userAgent: COMPONENT, transport: options.transport, activity })
  const client = movingFields(connected, resource)
  const recorder = eventRecorder(client, clock, ids, COMPONENT)
  try {
    // A wrong token or an unknown kind is reported at once, instead of being retried forever.
    await client.list(resource, undefined, { limit: 1 })
    const rules = {
      decide: options.decide ?? decide,
      act: options.act ?? act,
      enqueue: options.enqueue ?? setsToEnqueue,
      features: options.features ?? NO_FEATURES,
      enqueueForClaim: options.enqueueForClaim ?? setsToEnqueueForClaim,
    }
    const loop = await startLoop({ client, clock, activity, resource, recorder, onError, ...rules })
    return {
      async stop() {
        await loop.stop()
        await recorder.flushed()
        await client.close()
      },
    }
  } catch (error) {
    await client.close()
    throw error
  }
}

import type { Activity } from '../../activity.ts'
import type { ApiClient, EventRecorder, Resource } from '../../client/index.ts'
import type { Clock } from '../../clock.ts'
import type { Features } from '../../feature-gates.ts'
import type { Act } from '../act/act.ts'
import type { Decide } from '../decide/actions.ts'
import type { SetsToEnqueue, SetsToEnqueueForClaim } from './sets-to-enqueue.ts'

export interface LoopOptions {
  client: ApiClient
  clock: Clock
  activity: Pick<Activity, 'begin'>
  resource: Resource
  recorder: EventRecorder
  decide: Decide
  act: Act
  features: Features
  enqueue: SetsToEnqueue
  enqueueForClaim: SetsToEnqueueForClaim
  onError: (error: unknown) => void
}

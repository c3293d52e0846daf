import type { ApiClient, Resource } from '../../client/index.ts'
import type { Clock } from '../../clock.ts'
import type { Act } from '../act/act.ts'
import type { EventRecorder } from '../act/event-recorder.ts'
import type { Decide } from '../decide/actions.ts'
import type { Concerned } from './concerned-sets.ts'

export interface LoopOptions {
  client: ApiClient
  clock: Clock
  resource: Resource
  recorder: EventRecorder
  decide: Decide
  act: Act
  concerned: Concerned
  onError: (error: unknown) => void
}

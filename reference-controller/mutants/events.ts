import { type EventRecorder, refusedAs } from '../client/index.ts'
import { act } from '../statefulset/act/act.ts'
import type { Mutant } from './mutant.ts'

/** Controllers that tell something else than what they have done, or too much of it. */

type NewEvent = Parameters<EventRecorder['record']>[2]

/** Records other events than it should. */
const telling = (change: (event: NewEvent) => NewEvent | undefined): Mutant['rules'] => ({
  act(context, actions) {
    const { recorder } = context
    const record: EventRecorder['record'] = (about, type, event) => {
      const told = change(event)
      if (told) recorder.record(about, type, told)
    }
    return act({ ...context, recorder: { ...recorder, record } }, actions)
  },
})

const deletionsUntold: Mutant = {
  name: 'deletions-untold',
  sentence: 'Records no event for a Pod that it has deleted.',
  guarantee: 'SS-EVT-001',
  rules: telling((event) => (event.reason === 'SuccessfulDelete' ? undefined : event)),
}

const errorsUntold: Mutant = {
  name: 'errors-untold',
  sentence: 'Records that a creation has failed, but not why.',
  guarantee: 'SS-EVT-002',
  rules: telling((event) => ({ ...event, message: event.message.replace(/ error: .*/s, '') })),
}

const takenNameTold: Mutant = {
  name: 'taken-name-told',
  sentence: 'Records a failed creation where the name of a Pod is taken.',
  guarantee: 'SS-EVT-003',
  rules: {
    async act(context, actions) {
      const { recorder, set, type } = context
      try {
        await act(context, actions)
      } catch (error) {
        if (refusedAs(error, 'AlreadyExists')) {
          const message = `create Pod in ${type.kind} ${set.metadata.name} failed error: ${error.message}`
          recorder.record(set, type, { type: 'Warning', reason: 'FailedCreate', message })
        }
        throw error
      }
    },
  },
}

const recreationTold: Mutant = {
  name: 'recreation-told',
  sentence: 'Records RecreatingFailedPod as it replaces a failed Pod, as before 1.31.',
  guarantee: 'SS-EVT-004',
  rules: {
    async act(context, actions) {
      const { recorder, set, type } = context
      for (const action of actions) {
        if (action.kind !== 'delete-pod' || action.pod.status?.phase !== 'Failed') continue
        const message = `${type.kind} ${set.metadata.name} is recreating failed Pod ${action.pod.metadata.name}`
        recorder.record(set, type, { type: 'Warning', reason: 'RecreatingFailedPod', message })
      }
      await act(context, actions)
    },
  },
}

export const eventMutants: readonly Mutant[] = [deletionsUntold, errorsUntold, takenNameTold, recreationTold]

import { describe } from 'node:test'
import { noRecreatingEvents } from './no-recreating-events.ts'
import { acts, judges, thing } from './testing.ts'

const event = (reason: string, type: 'ADDED' | 'MODIFIED' | 'DELETED' = 'ADDED', resource = 'events') =>
  thing(resource, 'web.1', type, { reason })

describe('no event about recreation', () => {
  judges(noRecreatingEvents, [
    [
      'others',
      [
        event('SuccessfulCreate'),
        event('RecreatingPod'),
        event('NotRecreatingFailedPod'),
        event('RecreatingFailedPods'),
      ],
    ],
    ['RecreatingFailedPod', [event('SuccessfulCreate'), event('RecreatingFailedPod')], { at: 1 }],
    ['RecreatingTerminatedPod', [event('RecreatingTerminatedPod')], { at: 0 }],
    ['one that is counted up', [event('RecreatingFailedPod', 'MODIFIED')], { at: 0 }],
    ['one that expires', [event('RecreatingFailedPod', 'DELETED')]],
    ['such a field of something else', [event('RecreatingFailedPod', 'ADDED', 'pods')]],
    ['an event that the suite deletes', [acts('delete', 'events', 'web.1')]],
    ['an event without a reason', [thing('events', 'web.1')]],
  ])
})

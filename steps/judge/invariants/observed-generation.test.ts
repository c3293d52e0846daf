import { describe } from 'node:test'
import { observedGeneration } from './observed-generation.ts'
import { acts, judges, kind, set, setGoes, settled, thing } from './testing.ts'

const at = (
  generation: number,
  observed?: number,
  type: 'ADDED' | 'MODIFIED' | 'DELETED' = 'MODIFIED',
  uid = 'uid-of-web',
) => set({ type, metadata: { generation, uid }, status: { observedGeneration: observed } })
const order = (body?: object) => acts('order', 'controller', 'c', body ? { body } : {})

describe('observedGeneration', () => {
  judges(observedGeneration, [
    ['an empty trace', []],
    ['the generation, step by step', [at(1, undefined, 'ADDED'), at(1, 1), at(2, 1), at(2, 2), settled()]],
    ['a step that is left out', [at(1, undefined, 'ADDED'), at(2, undefined), at(2, 2), settled()]],
    ['one ahead of the generation', [at(1, undefined, 'ADDED'), at(1, 2)], { at: 1, name: 'web' }],
    ['one ahead from the start', [at(1, 2, 'ADDED')], { at: 0 }],
    ['none yet', [thing(kind.plural, 'web', 'ADDED', { metadata: { generation: 1 } })]],
    [
      'that of a Pod',
      [
        at(1, 1, 'ADDED'),
        thing('pods', 'web-0', 'ADDED', { metadata: { generation: 1 }, status: { observedGeneration: 2 } }),
      ],
    ],
    ['one that goes back', [at(1, 1, 'ADDED'), at(2, 2), at(3, 1)], { at: 2 }],
    ['one that goes away', [at(1, 1, 'ADDED'), at(2)], { at: 1 }],
    ['one behind that may follow', [at(1, 1, 'ADDED'), at(2, 1)]],
    ['one behind when the cluster has settled', [at(1, 1, 'ADDED'), at(2, 1), settled()], { at: 2 }],
    ['one that is never reported', [at(1, undefined, 'ADDED'), settled()], { at: 1 }],
    ['one behind where the cluster does not rest', [at(1, 1, 'ADDED'), at(2, 1), settled({ rests: false })]],
    [
      'one behind of a set that is going',
      [at(1, 1, 'ADDED'), setGoes({ metadata: { generation: 2 }, status: { observedGeneration: 1 } }), settled()],
    ],
    ['one behind of a set that has gone', [at(1, 1, 'ADDED'), at(2, 1, 'DELETED'), settled()]],
    ['one that goes back with the last breath', [at(1, 1, 'ADDED'), at(2, undefined, 'DELETED')]],
    ['that of another set of the name', [at(5, 5, 'ADDED'), at(5, 5, 'DELETED'), at(1, 1, 'ADDED', 'b'), settled()]],
    [
      'one that the suite wrote',
      [acts('patch', 'clonesets', 'web', { subresource: 'status' }), at(1, 9, 'ADDED'), at(2, 1), settled()],
    ],
    [
      'one ahead though the suite wrote something else',
      [acts('patch', 'clonesets', 'web'), at(1, 9, 'ADDED')],
      { at: 1 },
    ],
    [
      'one ahead though the suite wrote that of another',
      [acts('patch', 'clonesets', 'db', { subresource: 'status' }), at(1, 9, 'ADDED')],
      { at: 1 },
    ],
    [
      'one ahead though the suite wrote that of a Pod',
      [acts('patch', 'pods', 'web', { subresource: 'status' }), at(1, 9, 'ADDED')],
      { at: 1 },
    ],
    ['one behind while the controller is stopped', [at(1, 1, 'ADDED'), order({ order: 'stop' }), at(2, 1), settled()]],
    [
      'one behind after the controller was started',
      [at(1, 1, 'ADDED'), order({ order: 'stop' }), order({ order: 'start' }), at(2, 1), settled()],
      { at: 4 },
    ],
    [
      'one behind after the controller was restarted',
      [at(1, 1, 'ADDED'), order({ order: 'restart' }), at(2, 1), settled()],
      { at: 3 },
    ],
    [
      'one behind after an order that only ends alike',
      [at(1, 1, 'ADDED'), order({ order: 'never-start' }), at(2, 1), settled()],
    ],
    [
      'one behind after an order that only begins alike',
      [at(1, 1, 'ADDED'), order({ order: 'start-later' }), at(2, 1), settled()],
    ],
    [
      'one behind after the suite has changed the set',
      [at(1, 1, 'ADDED'), acts('patch', 'clonesets', 'web'), at(2, 1), settled()],
      { at: 3 },
    ],
    ['one behind after an unknown order', [at(1, 1, 'ADDED'), order(), at(2, 1), settled()]],
    [
      'one behind after a node was lost',
      [at(1, 1, 'ADDED'), acts('order', 'nodes', 'n'), at(2, 1), settled()],
      { at: 3 },
    ],
    [
      'one behind after the clock leapt',
      [at(1, 1, 'ADDED'), acts('order', 'clock', 'c'), at(2, 1), settled()],
      { at: 3 },
    ],
    [
      'one behind before the controller was stopped',
      [at(1, 1, 'ADDED'), at(2, 1), settled(), order({ order: 'stop' })],
      { at: 2 },
    ],
  ])
})

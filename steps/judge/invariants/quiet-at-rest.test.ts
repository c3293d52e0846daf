import { describe, it } from 'node:test'
import { expect } from 'chai'
import { header, history } from '../../observe/testing.ts'
import type { TraceEvent } from '../../observe/trace.ts'
import { quietAtRest } from './quiet-at-rest.ts'
import {
  acts,
  appears,
  type Case,
  comes,
  ends,
  goes,
  judges,
  kind,
  MARKER,
  ready,
  set,
  setGoes,
  settled,
  thing,
  unready,
} from './testing.ts'

const added = set({ type: 'ADDED' })
const up = [added, ...comes('web-0'), settled()]
const status = set({ status: { readyReplicas: 7 } })
const another = set({ status: { readyReplicas: 8 } })
const slice = (endpoints: number) => thing('endpointslices', 'web', 'MODIFIED', { spec: { endpoints } })
const bare = (status: object, type: 'ADDED' | 'MODIFIED' = 'MODIFIED') =>
  thing('pods', 'solo', type, { status: { ...status } })
const then: TraceEvent = { kind: 'step', keyword: 'Then', text: 'x' }
const when: TraceEvent = { kind: 'step', keyword: 'When', text: 'x' }
const refusal = thing('events', 'web.1', 'ADDED', { reason: 'FailedCreate' })
const bump = (metadata: object, spec: object = {}, observedGeneration = 1) =>
  set({ metadata, spec: { ...spec }, status: { observedGeneration } })

const broken: Case[] = [
  ['a status', [...up, status], { at: 4, name: 'web' }],
  ['a label of the set', [...up, set({ metadata: { labels: { a: 'b' } } })], { at: 4 }],
  ['a Pod that comes', [...up, appears('web-1')], { at: 4, name: 'web-1' }],
  ['a Pod that is deleted', [...up, goes('web-0')], { at: 4 }],
  ['a claim', [...up, thing('persistentvolumeclaims', 'data')], { at: 4 }],
  ['a revision', [...up, thing('controllerrevisions', 'web-1')], { at: 4 }],
  ['a status after a Then', [...up, then, status], { at: 5 }],
  [
    'a status after a Pod that a step misses',
    [...up, { kind: 'absent', resource: 'pods', name: 'web-7' }, status],
    { at: 5 },
  ],
  ['the first of two', [...up, appears('web-1'), status], { at: 4 }],
  ['a status after the second time that the cluster settled', [...up, settled(), status], { at: 5 }],
  [
    'a status after an own action and rest again',
    [...up, acts('patch', 'pods', 'web-0', { own: true }), settled(), status],
    { at: 6 },
  ],
]

describe('no writes at rest', () => {
  judges(quietAtRest, [
    ...broken,
    ['an empty trace', []],
    ['a status before the cluster has settled', [...up.slice(0, -1), status]],
    ['a status where the cluster does not rest', [...up.slice(0, -1), settled({ rests: false }), status]],
    ['two statuses where the cluster does not rest', [added, settled({ rests: false }), status, another]],
    ['two statuses after a refusal', [added, refusal, settled(), status, another]],
    ['a status while something moves', [...up.slice(0, -1), settled({ moving: ['web-0 is starting'] }), status]],
    ['a Pod after an action', [...up, acts('patch', 'clonesets', 'web'), appears('web-1')]],
    ['a status after an action', [...up, acts('patch', 'clonesets', 'web'), status]],
    ['a status after an action of the suite’s own', [...up, acts('patch', 'pods', 'web-0', { own: true }), status]],
    ['a status in a When that has not acted yet', [...up, when, status], { at: 5 }],
    [
      'a generation without content',
      [
        ...up,
        bump({ generation: 2, resourceVersion: '9' }, { revisionHistoryLimit: 11 }),
        bump({ generation: 2 }, { revisionHistoryLimit: 11 }, 2),
      ],
    ],
    ['a spec', [...up, set({ spec: { replicas: 9 } })], { at: 4 }],
    ['a status that follows a Pod', [...up, unready('web-0'), status]],
    [
      'a status that follows the removal of a Pod',
      [...up.slice(0, -1), ends('web-0'), settled(), goes('web-0'), status],
    ],
    [
      'a status that follows a Pod without labels',
      [added, bare({}, 'ADDED'), settled(), bare({ phase: 'Running' }), status],
    ],
    ['a status after something else has moved', [...up, slice(1), status], { at: 5 }],
    ['something else that moves', [...up, slice(1), slice(2)]],
    ['a status before a Pod moves', [...up, status, unready('web-0')], { at: 4 }],
    [
      'a status while a marker of the suite changes',
      [...up, thing('pods', 'm', 'MODIFIED', { metadata: { labels: { [MARKER]: 'x' } } }), status],
      { at: 5 },
    ],
    [
      'a status while availability takes time',
      [set({ type: 'ADDED', spec: { minReadySeconds: 5 } }), ...up.slice(1), status],
    ],
    [
      'a status while the availability of another set takes time',
      [added, set({ type: 'ADDED', metadata: { name: 'db' }, spec: { minReadySeconds: 5 } }), ...up.slice(1), status],
    ],
    [
      'a status while a set is going',
      [...up.slice(0, -1), setGoes(), settled(), setGoes({ status: { readyReplicas: 7 } })],
    ],
    ['a status after time has passed', [added, acts('order', 'clock', 'c'), ...up.slice(1), status], { at: 5 }],
    ['a status while time passes', [...up, acts('order', 'clock', 'c'), status], { at: 5 }],
    ['a status after the controller has started again', [...up, acts('order', 'controller', 'c'), status]],
    ['a status after a change of a clock', [...up, acts('patch', 'clock', 'c'), status]],
    [
      'a status at rest after the controller has started again',
      [added, acts('order', 'controller', 'c'), ...up.slice(1), status],
      { at: 5 },
    ],
    ['a status after refusals', [added, acts('order', 'refusals', 'c'), ...up.slice(1), status]],
    ['a status after a node was lost', [added, acts('order', 'nodes', 'c'), ...up.slice(1), status]],
    [
      'a status after something else of that name',
      [added, acts('patch', 'nodes', 'c'), ...up.slice(1), status],
      { at: 5 },
    ],
    ['a status after a refusal', [added, refusal, ...up.slice(1), status]],
    ['a status before a refusal', [...up, status, refusal], { at: 4 }],
    ['an event', [...up, refusal]],
    ['a Pod that is removed at last', [...up.slice(0, -1), ends('web-0'), settled(), goes('web-0')]],
    ['a status of a set that came just now', [settled(), added, status]],
    ['a status after a Pod was ready', [...up, ready('web-0'), status]],
    ['a Service', [...up, thing('services', 'web')]],
  ])

  it('says what was written', () => {
    const [breach] = quietAtRest.breaches({ header: header({ kind }), trace: history(...up, appears('web-1')) })
    expect(breach?.seen).to.equal('created')
  })
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import { header, history, marks } from '../observe/testing.ts'
import type { TraceEvent } from '../observe/trace.ts'
import {
  acts,
  appears,
  comes,
  ends,
  goes,
  kind,
  MARKER,
  ownedBy,
  set,
  setGoes,
  thing,
  unready,
} from './invariants/testing.ts'
import { neverMade, omitted } from './starting-state.ts'

const momentOf = (events: readonly TraceEvent[]) => ({
  header: header({ kind, marks: marks({ label: MARKER }) }),
  trace: history(...events),
  from: 0,
})
const told = (events: readonly TraceEvent[]) => omitted(momentOf(events))

const two = set({ type: 'ADDED', spec: { replicas: 2 } })
const templates = { volumeClaimTemplates: [{ metadata: { name: 'data' } }, { metadata: { name: 'log' } }] }
const withClaims = set({ type: 'ADDED', spec: { replicas: 1, ...templates } })
const CLAIMS = 'persistentvolumeclaims'

const nothing: [string, TraceEvent[]][] = [
  ['no set', []],
  ['all Pods', [two, ...comes('web-0'), ...comes('web-1')]],
  [
    'all Pods from a start ordinal on',
    [set({ type: 'ADDED', spec: { replicas: 2, ordinals: { start: 5 } } }), ...comes('web-5'), ...comes('web-6')],
  ],
  ['all Pods, one of them not ready', [two, ...comes('web-0'), appears('web-1')]],
  ['a Pod that waits for one that is not ready', [two, appears('web-0')]],
  ['a Pod that waits for one that runs and is not ready', [two, appears('web-0'), unready('web-0')]],
  [
    'a Pod that waits for one that is being deleted',
    [two, ...comes('web-0'), ...comes('web-1'), ends('web-1'), goes('web-0')],
  ],
  [
    'the same under Parallel',
    [
      set({ type: 'ADDED', spec: { replicas: 3, podManagementPolicy: 'Parallel' } }),
      ...comes('web-0'),
      ...comes('web-1'),
      ends('web-1'),
    ],
  ],
  ['a Pod that waits for availability', [set({ spec: { replicas: 2, minReadySeconds: 10 } }), ...comes('web-0')]],
  ['a set of no Pods', [set({ spec: { replicas: 0 } })]],
  ['a set that is being deleted', [two, setGoes()]],
  ['a controller that was refused', [two, thing('events', 'e', 'ADDED', { reason: 'FailedCreate' })]],
  ['a quota of the scenario', [acts('create', 'resourcequotas', 'small'), two]],
  ['a refusal that the scenario orders', [acts('order', 'refusals', 'refuse'), two]],
  ['the suite’s own set', [set({ metadata: { labels: { [MARKER]: 'x' } } })]],
  ['all claims', [withClaims, ...comes('web-0'), thing(CLAIMS, 'data-web-0'), thing(CLAIMS, 'log-web-0')]],
  ['claims of a Pod that is not the set’s', [withClaims, ...comes('web-0', { metadata: { ownerReferences: [] } })]],
  ['claims of a Pod without owners', [withClaims, thing('pods', 'web-0')]],
  [
    'claims of a Pod of a set before',
    [withClaims, ...comes('web-0', { metadata: { ownerReferences: ownedBy('web', 'old') } })],
  ],
  [
    'claims of a Pod that the set does not control',
    [
      withClaims,
      ...comes('web-0', {
        metadata: { ownerReferences: ownedBy('web').map((each) => ({ ...each, controller: false })) },
      }),
    ],
  ],
]

describe('the starting state lacks nothing where there is', () => {
  for (const [title, events] of nothing)
    it(title, () => {
      expect(told(events)).to.equal(undefined)
    })
})

describe('the starting state lacks', () => {
  it('a Pod that nothing holds back', () => {
    expect(told([two, ...comes('web-0')])).to.deep.equal({
      guarantee: 'SS-IDN-002',
      because: 'Pod web-1 was never created',
      expected: ['web-0', 'web-1'],
      seen: ['web-0'],
      at: 3,
      cause: { verb: 'omit', resource: 'pods', name: 'web-1' },
    })
  })

  it('a claim of a Pod that is there', () => {
    expect(told([withClaims, ...comes('web-0'), thing(CLAIMS, 'data-web-0')])).to.deep.equal({
      guarantee: 'SS-STO-001',
      because: 'claim log-web-0 was never created',
      expected: ['data-web-0', 'log-web-0'],
      seen: ['data-web-0'],
      at: 4,
      cause: { verb: 'omit', resource: CLAIMS, name: 'log-web-0' },
    })
  })

  const first: [string, TraceEvent[], string, string][] = [
    ['the first Pod', [two], 'web-0', 'SS-IDN-002'],
    ['the one Pod of a set that does not say how many', [thing(kind.plural, 'web')], 'web-0', 'SS-IDN-002'],
    ['a Pod though others of the name are there', [two, ...comes('web-a-0'), ...comes('web-0')], 'web-1', 'SS-IDN-002'],
    [
      'a Pod though one without an ordinal is there',
      [two, thing('pods', 'web'), ...comes('web-0')],
      'web-1',
      'SS-IDN-002',
    ],
    [
      'a Pod after a gap',
      [set({ spec: { replicas: 3 } }), ...comes('web-0'), ...comes('web-2')],
      'web-1',
      'SS-IDN-002',
    ],
    [
      'a Pod under Parallel though another is not ready',
      [set({ spec: { replicas: 2, podManagementPolicy: 'Parallel' } }), appears('web-0')],
      'web-1',
      'SS-IDN-002',
    ],
    [
      'a Pod of a range that begins later',
      [set({ spec: { replicas: 2, ordinals: { start: 5 } } }), ...comes('web-5')],
      'web-6',
      'SS-IDN-015',
    ],
    [
      'a Pod of the second set, the first one complete',
      [set({ spec: { replicas: 0 } }), set({ metadata: { name: 'other' } })],
      'other-0',
      'SS-IDN-002',
    ],
    [
      'a Pod though one of another set is not ready',
      [two, appears('other-0'), ...comes('web-0')],
      'web-1',
      'SS-IDN-002',
    ],
    [
      'a Pod of a set whose name ends as one of a Pod',
      [set({ metadata: { name: 'web-1' } }), ...comes('web-1-0')],
      'web-1-1',
      'SS-IDN-002',
    ],
    [
      'a Pod with an ordinal of two digits',
      [set({ spec: { replicas: 2, ordinals: { start: 10 } } }), ...comes('web-10')],
      'web-11',
      'SS-IDN-015',
    ],
    ['a Pod of the second set', [two, setGoes(), set({ metadata: { name: 'other' } })], 'other-0', 'SS-IDN-002'],
    ['a Pod though a quota was deleted', [acts('delete', 'resourcequotas', 'small'), two], 'web-0', 'SS-IDN-002'],
    ['a Pod though the controller was restarted', [acts('order', 'controller', 'restart'), two], 'web-0', 'SS-IDN-002'],
    ['a Pod though something else was created', [acts('create', 'services', 'web'), two], 'web-0', 'SS-IDN-002'],
  ]
  for (const [title, events, name, guarantee] of first)
    it(title, () => {
      const omission = told(events)
      expect([omission?.cause?.name, omission?.guarantee]).to.deep.equal([name, guarantee])
    })
})

describe('what was never made at all', () => {
  const three = set({ type: 'ADDED', spec: { replicas: 3, podManagementPolicy: 'Parallel' } })
  const cases: [string, TraceEvent[], string | undefined][] = [
    ['nothing where nothing lacks', [two, ...comes('web-0'), ...comes('web-1')], undefined],
    ['a Pod where all others are healthy', [two, ...comes('web-0')], 'web-1'],
    ['a Pod that a scenario has acted upon in vain', [two, ...comes('web-0'), acts('patch', 'pods', 'web-1')], 'web-1'],
    ['the only Pod', [set({ type: 'ADDED', spec: { replicas: 1 } })], 'web-0'],
    ['no Pod of several where none was made', [two], undefined],
    ['no Pod where another is not healthy', [three, ...comes('web-0'), appears('web-1')], undefined],
    ['no Pod that was there', [two, ...comes('web-0'), ...comes('web-1'), ends('web-1'), goes('web-1')], undefined],
    ['a claim', [withClaims, ...comes('web-0'), thing(CLAIMS, 'data-web-0')], 'log-web-0'],
    ['a claim of a Pod that is not healthy', [withClaims, appears('web-0'), thing(CLAIMS, 'data-web-0')], 'log-web-0'],
    [
      'no claim that was there',
      [withClaims, ...comes('web-0'), thing(CLAIMS, 'data-web-0'), thing(CLAIMS, 'data-web-0', 'DELETED')],
      undefined,
    ],
    ['a claim of the name of a Pod', [withClaims, ...comes('web-0'), thing('pods', 'data-web-0')], 'data-web-0'],
  ]
  for (const [title, events, name] of cases)
    it(title, () => {
      expect(neverMade(momentOf(events))?.cause?.name).to.equal(name)
    })
})

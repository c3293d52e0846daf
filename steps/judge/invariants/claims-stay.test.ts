import { describe } from 'node:test'
import type { TraceEvent } from '../../observe/trace.ts'
import {
  claimsStay,
  claimsStayOnDeletion,
  claimsStayOnScaleDown,
  claimsStayUnderEveryPolicy,
  otherClaimsStay,
} from './claims-stay.ts'
import type { Invariant } from './invariant.ts'
import { acts, type Case, judges, MARKER, set, setGoes, settled, thing } from './testing.ts'

const CLAIMS = 'persistentvolumeclaims'
const gone = { deletionTimestamp: '2030-01-01T00:00:00Z' }
const templates = [{ metadata: { name: 'data' } }]
const asks = (replicas: number, spec: object = {}, type: 'ADDED' | 'MODIFIED' | 'DELETED' = 'MODIFIED') =>
  set({ type, spec: { replicas, volumeClaimTemplates: templates, ...spec } })
const added = asks(3, {}, 'ADDED')
const withTemplates = (...names: string[]) =>
  asks(3, { volumeClaimTemplates: names.map((name) => ({ metadata: { name } })) }, 'ADDED')
const claimGoes = (name = 'data-web-2'): TraceEvent[] => [
  thing(CLAIMS, name),
  thing(CLAIMS, name, 'MODIFIED', { metadata: gone }),
]
const policy = (parts: object) => ({ persistentVolumeClaimRetentionPolicy: parts })
const DELETED = policy({ whenDeleted: 'Delete' })
const SCALED = policy({ whenScaled: 'Delete' })

const accepted: Case[] = [
  ['a claim that comes', [added, thing(CLAIMS, 'data-web-0')]],
  ['a claim that the suite deletes', [added, acts('delete', CLAIMS, 'data-web-2'), ...claimGoes()]],
  ['claims that the suite deletes together', [added, acts('delete', CLAIMS, ''), ...claimGoes()]],
  [
    'a claim of the suite',
    [
      added,
      thing(CLAIMS, 'm', 'ADDED', { metadata: { labels: { [MARKER]: 'x' } } }),
      thing(CLAIMS, 'm', 'DELETED', { metadata: { labels: { [MARKER]: 'x' } } }),
    ],
  ],
  ['the policy whenScaled', [asks(3, SCALED, 'ADDED'), settled(), asks(2, SCALED), ...claimGoes()]],
  [
    'the policy whenDeleted, of a set whose deletion is asked for',
    [asks(3, DELETED, 'ADDED'), settled(), acts('delete', 'clonesets', 'web'), ...claimGoes()],
  ],
  [
    'the policy whenDeleted, of a set that is going',
    [asks(3, DELETED, 'ADDED'), setGoes({ spec: { volumeClaimTemplates: templates, ...DELETED } }), ...claimGoes()],
  ],
  [
    'a claim that was marked while it was surplus, in range again',
    [
      asks(3, SCALED, 'ADDED'),
      thing(CLAIMS, 'data-web-2'),
      settled(),
      asks(2, SCALED),
      settled(),
      asks(3, SCALED),
      settled(),
      thing(CLAIMS, 'data-web-2', 'MODIFIED', { metadata: gone }),
    ],
  ],
  [
    'the policy of a set of that name that has gone',
    [
      asks(3, DELETED, 'ADDED'),
      asks(3, DELETED, 'DELETED'),
      set({ type: 'ADDED', metadata: { uid: 'b' }, spec: { volumeClaimTemplates: templates } }),
      ...claimGoes(),
    ],
  ],
]

/** Each of these breaks one of the five promises and no other. */
const broken: [guarantee: string, Case][] = [
  ['SS-STO-006', ['a claim in range', [added, ...claimGoes()], { at: 2, name: 'data-web-2' }]],
  [
    'SS-STO-006',
    [
      'a claim that is removed at once',
      [added, thing(CLAIMS, 'data-web-2'), thing(CLAIMS, 'data-web-2', 'DELETED')],
      { at: 2 },
    ],
  ],
  [
    'SS-STO-006',
    ['another claim than the suite deletes', [added, acts('delete', CLAIMS, 'data-web-1'), ...claimGoes()], { at: 3 }],
  ],
  [
    'SS-STO-006',
    [
      'the claim of a Pod that the suite deletes',
      [added, acts('delete', 'pods', 'data-web-2'), ...claimGoes()],
      { at: 3 },
    ],
  ],
  [
    'SS-STO-006',
    ['a claim that the suite creates', [added, acts('create', CLAIMS, 'data-web-2'), ...claimGoes()], { at: 3 }],
  ],
  [
    'SS-STO-006',
    [
      'the policy Retain',
      [asks(3, policy({ whenDeleted: 'Retain', whenScaled: 'Retain' }), 'ADDED'), ...claimGoes()],
      { at: 2 },
    ],
  ],
  ['SS-STO-006', ['after scaling down to it', [added, settled(), asks(4), settled(), ...claimGoes()], { at: 5 }]],
  [
    'SS-STO-006',
    ['though another set is deleted', [added, acts('delete', 'clonesets', 'db'), ...claimGoes()], { at: 3 }],
  ],
  ['SS-STO-008', ['a claim out of range', [added, settled(), asks(2), ...claimGoes()], { at: 4, name: 'data-web-2' }]],
  [
    'SS-STO-008',
    ['a claim out of range, seen before the change', [added, settled(), ...claimGoes(), asks(2)], undefined],
  ],
  ['SS-STO-009', ['the deletion of the set', [added, acts('delete', 'clonesets', 'web'), ...claimGoes()], { at: 3 }]],
  [
    'SS-STO-009',
    ['a set that is going', [added, setGoes({ spec: { volumeClaimTemplates: templates } }), ...claimGoes()], { at: 3 }],
  ],
  [
    'SS-STO-009',
    [
      'a set that has gone',
      [added, set({ type: 'DELETED', spec: { volumeClaimTemplates: templates } }), ...claimGoes()],
      { at: 3 },
    ],
  ],
  [
    'SS-STO-006',
    [
      'a set that is deleted only later',
      [added, ...claimGoes(), settled(), acts('delete', 'clonesets', 'web')],
      { at: 2 },
    ],
  ],
  [
    'SS-STO-006',
    [
      'the set that was made after one was deleted',
      [
        added,
        acts('delete', 'clonesets', 'web'),
        set({ type: 'DELETED', spec: { volumeClaimTemplates: templates } }),
        set({ type: 'ADDED', metadata: { uid: 'b' }, spec: { volumeClaimTemplates: templates } }),
        ...claimGoes(),
      ],
      { at: 5 },
    ],
  ],
  [
    'SS-STO-006',
    [
      'a set that is seen to go only later',
      [added, ...claimGoes(), settled(), setGoes({ spec: { volumeClaimTemplates: templates } })],
      { at: 2 },
    ],
  ],
  ['SS-STO-006', ['one of two templates', [withTemplates('log', 'data'), ...claimGoes()], { at: 2 }]],
  ['SS-STO-006', ['a template with a digit', [withTemplates('disk1'), ...claimGoes('disk1-web-2')], { at: 2 }]],
  ['SS-STO-006', ['an ordinal of two digits', [asks(12, {}, 'ADDED'), ...claimGoes('data-web-11')], { at: 2 }]],
  [
    'SS-STO-006',
    ['a policy of long ago', [asks(3, DELETED, 'ADDED'), settled(), asks(3), settled(), ...claimGoes()], { at: 5 }],
  ],
  ['SS-PVC-007', ['a claim in range under whenDeleted', [asks(3, DELETED, 'ADDED'), ...claimGoes()], { at: 2 }]],
  ['SS-PVC-007', ['a claim in range under whenScaled', [asks(3, SCALED, 'ADDED'), ...claimGoes()], { at: 2 }]],
  ['SS-PVC-007', ['a policy of just before', [asks(3, DELETED, 'ADDED'), asks(3), ...claimGoes()], { at: 3 }]],
  [
    'SS-PVC-007',
    [
      'a claim that came after its predecessor was scaled away',
      [
        asks(3, SCALED, 'ADDED'),
        thing(CLAIMS, 'data-web-0'),
        settled(),
        asks(2, SCALED),
        settled(),
        asks(3, SCALED),
        settled(),
        thing(CLAIMS, 'data-web-2'),
        settled(),
        thing(CLAIMS, 'data-web-2', 'MODIFIED', { metadata: gone }),
      ],
      { at: 9 },
    ],
  ],
  [
    'SS-STO-008',
    [
      'a claim that is scaled away under whenDeleted',
      [asks(3, DELETED, 'ADDED'), settled(), asks(2, DELETED), settled(), ...claimGoes()],
      { at: 5 },
    ],
  ],
  [
    'SS-STO-009',
    [
      'the deletion of the set under whenScaled',
      [asks(3, SCALED, 'ADDED'), acts('delete', 'clonesets', 'web'), ...claimGoes()],
      { at: 3 },
    ],
  ],
  ['SS-STO-014', ['a claim of no template', [added, ...claimGoes('own')], { at: 2, name: 'own' }]],
  ['SS-STO-014', ['a claim of another template', [added, ...claimGoes('log-web-0')], { at: 2 }]],
  ['SS-STO-014', ['a claim of another set', [added, ...claimGoes('data-db-0')], { at: 2 }]],
  ['SS-STO-014', ['a claim without an ordinal', [added, ...claimGoes('data-web-')], { at: 2 }]],
]

const invariants: Invariant[] = [
  claimsStay,
  claimsStayUnderEveryPolicy,
  claimsStayOnScaleDown,
  claimsStayOnDeletion,
  otherClaimsStay,
]

for (const invariant of invariants)
  describe(invariant.sentence, () => {
    judges(invariant, accepted)
    judges(
      invariant,
      broken.flatMap(([guarantee, [title, events, breaks]]): Case[] =>
        breaks === undefined ? [] : [[title, events, guarantee === invariant.guarantee ? breaks : undefined]],
      ),
    )
  })

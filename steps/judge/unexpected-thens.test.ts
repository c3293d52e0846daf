import { describe } from 'node:test'
import type { TraceEvent } from '../observe/trace.ts'
import {
  added,
  type Case,
  CLAIMS,
  changedTemplate,
  created,
  deleted,
  expects,
  gone,
  names,
  patches,
  REVISIONS,
  revision,
  tells,
  template,
  window,
  withTemplates,
} from './changes-testing.ts'
import { acts, appears, ends, goes, ownedBy, pod, set, thing } from './invariants/testing.ts'

const orphans = (resource: string): TraceEvent => acts('delete', resource, 'web', { propagation: 'Orphan' })
const orphan = (type: 'ADDED' | 'MODIFIED' | 'DELETED', parts: object = {}): TraceEvent =>
  revision('web-1', type, { ...parts, metadata: {} })

const cases: Case[] = [
  ['a Pod that a Then speaks of', [added, window, created('web-0'), appears('web-0')], []],
  ['a Pod that a later Then speaks of', [added, window, appears('web-0'), created('web-0')], []],
  [
    'a Pod beside a Then that speaks of no change',
    [added, window, expects('{objects} is/are {sameness}', names('Pod', 'web-0'), 'new'), appears('web-0')],
    ['pods/web-0 created'],
  ],
  [
    'a Pod that is changed while its node is lost',
    [
      pod('web-0', { type: 'ADDED' }),
      window,
      acts('order', 'nodes', 'n', { body: { pod: 'web-0' } }),
      pod('web-0', { spec: { a: 1 } }),
    ],
    ['pods/web-0 changed spec.a'],
  ],
  [
    'a revision that goes with its set while another set stays',
    [
      added,
      set({ type: 'ADDED', metadata: { name: 'other', uid: 'other' } }),
      revision('web-a'),
      window,
      acts('delete', 'clonesets', 'web'),
      set({ type: 'DELETED' }),
      revision('web-a', 'DELETED'),
    ],
    [],
  ],
  [
    'a Pod that a Then speaks of as created and that goes',
    [added, appears('web-0'), window, created('web-0'), ends('web-0')],
    ['pods/web-0 deleted'],
  ],
  [
    'a Pod that a Then speaks of as deleted',
    [appears('web-0'), window, deleted('web-0'), ends('web-0'), goes('web-0')],
    [],
  ],
  [
    'a Pod beside the one that a Then speaks of',
    [added, window, created('web-0'), appears('web-0'), appears('web-1')],
    ['pods/web-1 created'],
  ],
  [
    'a Pod that a Then of the window before speaks of',
    [added, window, created('web-0'), window, appears('web-0')],
    ['pods/web-0 created'],
  ],
  [
    'a claim of a template of a Pod that a Then speaks of',
    [withTemplates, window, created('web-0'), appears('web-0'), thing(CLAIMS, 'data-web-0')],
    [],
  ],
  [
    'a claim of no template of such a Pod',
    [withTemplates, window, created('web-0'), appears('web-0'), thing(CLAIMS, 'log-web-0')],
    [`${CLAIMS}/log-web-0 created`],
  ],
  [
    'a claim of a Pod that a Then speaks of as deleted',
    [withTemplates, window, deleted('web-0'), thing(CLAIMS, 'data-web-0')],
    [`${CLAIMS}/data-web-0 created`],
  ],
  [
    'a claim that goes with a Pod that a Then speaks of',
    [
      withTemplates,
      thing(CLAIMS, 'data-web-0'),
      window,
      created('web-0'),
      thing(CLAIMS, 'data-web-0', 'MODIFIED', { metadata: gone }),
    ],
    [`${CLAIMS}/data-web-0 deleted`],
  ],
  [
    'a claim that a Then speaks of',
    [added, window, expects('{exactly} exist(s)', names('claim', 'x')), thing(CLAIMS, 'x')],
    [],
  ],
  [
    'a Pod that a Then only says to exist',
    [added, window, expects('{exactly} exist(s)', names('Pod', 'web-0')), appears('web-0')],
    ['pods/web-0 created'],
  ],
  [
    'an owner that a Then speaks of',
    [
      appears('web-0', { metadata: {} }),
      window,
      expects('{object} is owned by {owner}', { what: 'Pod', name: 'web-0' }, 'web'),
      pod('web-0', { metadata: { ownerReferences: [] } }),
    ],
    [],
  ],
  ['a phrase that nobody knows', [added, window, expects('pigs fly'), appears('web-0')], ['pods/web-0 created']],

  [
    'a revision of a set that the suite creates',
    [added, window, acts('create', 'clonesets', 'web'), revision('web-1')],
    [],
  ],
  [
    'a revision of a template that the suite changes',
    [added, window, template, changedTemplate, revision('web-1')],
    [],
  ],
  [
    'a number of a revision of a template that the suite changes',
    [
      added,
      revision('web-1', 'ADDED', { revision: 1 }),
      window,
      template,
      changedTemplate,
      revision('web-1', 'MODIFIED', { revision: 3 }),
    ],
    [],
  ],
  [
    'a revision though the suite changes replicas only',
    [added, window, patches('clonesets', 'web', { spec: { replicas: 9 } }), revision('web-1')],
    [`${REVISIONS}/web-1 created`],
  ],
  ['a revision though nobody does anything', [added, window, revision('web-1')], [`${REVISIONS}/web-1 created`]],
  [
    'a revision of another set',
    [added, window, acts('create', 'clonesets', 'db'), revision('web-1')],
    [`${REVISIONS}/web-1 created`],
  ],
  [
    'a revision of a Pod that the suite creates',
    [added, window, acts('create', 'pods', 'web'), revision('web-1')],
    [`${REVISIONS}/web-1 created`],
  ],
  [
    'a revision of nobody',
    [added, window, template, changedTemplate, revision('web-1', 'ADDED', { metadata: {} })],
    [`${REVISIONS}/web-1 created`],
  ],
  [
    'a revision that loses its owner as its set is deleted with propagation Orphan',
    [added, revision('web-1'), window, orphans('clonesets'), revision('web-1', 'MODIFIED', { metadata: {} })],
    [],
  ],
  [
    'a revision that loses its owner as a Pod is deleted with propagation Orphan',
    [added, revision('web-1'), window, orphans('pods'), revision('web-1', 'MODIFIED', { metadata: {} })],
    [`${REVISIONS}/web-1 changed ownerReferences`],
  ],
  [
    'a revision that loses its owner as its set is deleted with another propagation',
    [
      added,
      revision('web-1'),
      window,
      acts('delete', 'clonesets', 'web', { propagation: 'Background' }),
      revision('web-1', 'MODIFIED', { metadata: {} }),
    ],
    [`${REVISIONS}/web-1 changed ownerReferences`],
  ],
  [
    'an orphan that goes',
    [added, orphan('ADDED'), window, orphans('clonesets'), orphan('DELETED')],
    [`${REVISIONS}/web-1 deleted`, `${REVISIONS}/web-1 removed`],
  ],
  [
    'an orphan that is changed',
    [added, orphan('ADDED'), window, orphans('clonesets'), orphan('MODIFIED', { revision: 2 })],
    [`${REVISIONS}/web-1 changed revision`],
  ],
  [
    'an orphan that a new set adopts',
    [
      orphan('ADDED'),
      window,
      acts('create', 'clonesets', 'web'),
      set({ type: 'ADDED' }),
      revision('web-1', 'MODIFIED'),
    ],
    [],
  ],
  [
    'an orphan that a set adopts by itself',
    [added, orphan('ADDED'), window, revision('web-1', 'MODIFIED')],
    [`${REVISIONS}/web-1 changed ownerReferences`],
  ],
  [
    'a revision that goes though its set stays',
    [added, revision('web-1'), window, template, changedTemplate, revision('web-1', 'DELETED')],
    [`${REVISIONS}/web-1 deleted`, `${REVISIONS}/web-1 removed`],
  ],
  [
    'a revision that is deleted though its set stays',
    [
      added,
      revision('web-1'),
      window,
      template,
      changedTemplate,
      revision('web-1', 'MODIFIED', { metadata: { ...gone, ownerReferences: ownedBy('web') } }),
    ],
    [`${REVISIONS}/web-1 deleted`],
  ],
  [
    'a revision that goes with its set',
    [
      added,
      revision('web-1'),
      window,
      acts('delete', 'clonesets', 'web'),
      set({ type: 'DELETED', metadata: gone }),
      revision('web-1', 'DELETED'),
    ],
    [],
  ],
]

describe('what no Then and no template speaks of', () => {
  tells(cases)
})

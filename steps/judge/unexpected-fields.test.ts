import { describe } from 'node:test'
import { added, type Case, CLAIMS, labelled, patches, REVISIONS, revision, tells, window } from './changes-testing.ts'
import { acts, appears, ends, goes, pod, set, thing } from './invariants/testing.ts'

const cases: Case[] = [
  [
    'a field that the suite patches',
    [added, window, patches('clonesets', 'web', { spec: { replicas: 9 } }), set({ spec: { replicas: 9 } })],
    [],
  ],
  [
    'a field beside the one that the suite patches',
    [
      added,
      window,
      patches('clonesets', 'web', { spec: { replicas: 9 } }),
      set({ spec: { replicas: 9, paused: true } }),
    ],
    ['clonesets/web changed spec.paused'],
  ],
  [
    'a field that the suite patches in a status',
    [
      added,
      window,
      patches('clonesets', 'web', { spec: { replicas: 9 } }, { subresource: 'status' }),
      set({ spec: { replicas: 9 } }),
    ],
    ['clonesets/web changed spec.replicas'],
  ],
  [
    'replicas that the suite writes by the scale subresource',
    [
      added,
      window,
      patches('clonesets', 'web', { spec: { replicas: 9 } }, { subresource: 'scale' }),
      set({ spec: { replicas: 9 } }),
    ],
    [],
  ],
  [
    'replicas that the suite writes by a replacement',
    [
      added,
      window,
      acts('update', 'clonesets', 'web', { subresource: 'scale', body: { spec: { replicas: 9 } } }),
      set({ spec: { replicas: 9 } }),
    ],
    [],
  ],
  [
    'fields that the suite changes by a JSON patch',
    [
      pod('web-0', { type: 'ADDED', metadata: labelled({}) }),
      window,
      patches('pods', 'web-0', [
        { op: 'add', path: '/metadata/labels/a~1b', value: 'c' },
        { op: 'add', path: '/metadata/finalizers', value: ['d'] },
        { op: 'replace', path: '/spec/containers/0/image', value: 'e' },
      ]),
      pod('web-0', { metadata: { ...labelled({ 'a/b': 'c' }), finalizers: ['d'] }, spec: { containers: ['e'] } }),
    ],
    [],
  ],
  [
    'a field beside those that the suite changes by a JSON patch',
    [
      pod('web-0', { type: 'ADDED', metadata: labelled({}) }),
      window,
      patches('pods', 'web-0', [{ op: 'add', path: '/metadata/labels/a~0b', value: 'c' }]),
      pod('web-0', { metadata: labelled({ 'a~b': 'c', d: 'e' }) }),
    ],
    ['pods/web-0 changed labels[d]'],
  ],
  [
    'labels and annotations that the suite patches',
    [
      pod('web-0', { type: 'ADDED', metadata: labelled({}) }),
      window,
      patches('pods', 'web-0', { metadata: { labels: { a: 'b' }, annotations: { c: 'd' } } }),
      pod('web-0', { metadata: labelled({ a: 'b' }, { c: 'd' }) }),
    ],
    [],
  ],
  [
    'a label beside the one that the suite patches',
    [
      pod('web-0', { type: 'ADDED', metadata: labelled({}) }),
      window,
      patches('pods', 'web-0', { metadata: { labels: { a: 'b' } } }),
      pod('web-0', { metadata: labelled({ a: 'b', e: 'f' }) }),
    ],
    ['pods/web-0 changed labels[e]'],
  ],
  [
    'data that the suite patches',
    [
      revision('web-1', 'ADDED', { data: 1 }),
      window,
      patches(REVISIONS, 'web-1', { data: 2 }),
      revision('web-1', 'MODIFIED', { data: 2 }),
    ],
    [],
  ],

  [
    'a Pod whose node is lost',
    [appears('web-0'), window, acts('order', 'nodes', 'n', { body: { pod: 'web-0' } }), ends('web-0'), goes('web-0')],
    [],
  ],
  [
    'another Pod when a node is lost',
    [appears('web-1'), window, acts('order', 'nodes', 'n', { body: { pod: 'web-0' } }), ends('web-1')],
    ['pods/web-1 deleted'],
  ],
  [
    'a Pod that comes when a node is lost',
    [window, acts('order', 'nodes', 'n', { body: { pod: 'web-0' } }), appears('web-0')],
    ['pods/web-0 created'],
  ],
  [
    'a Pod that goes when the clock leaps',
    [appears('web-0'), window, acts('order', 'clock', 'c'), ends('web-0')],
    ['pods/web-0 deleted'],
  ],
  [
    'a claim of the name of a lost Pod',
    [
      thing(CLAIMS, 'web-0'),
      window,
      acts('order', 'nodes', 'n', { body: { pod: 'web-0' } }),
      thing(CLAIMS, 'web-0', 'DELETED'),
    ],
    [`${CLAIMS}/web-0 deleted`, `${CLAIMS}/web-0 removed`],
  ],
  [
    'a Pod of a set that the suite creates',
    [window, acts('create', 'clonesets', 'web'), added, appears('web-0', { metadata: labelled({}) })],
    ['pods/web-0 created'],
  ],
  [
    'a revision that loses its owner as its set is deleted with propagation Orphan, after another action',
    [
      added,
      revision('web-1'),
      window,
      patches('clonesets', 'web', { spec: { replicas: 9 } }),
      acts('delete', 'clonesets', 'web', { propagation: 'Orphan' }),
      revision('web-1', 'MODIFIED', { metadata: {} }),
    ],
    [],
  ],
]

describe('what no patch or order of the suite asks for', () => {
  tells(cases)
})

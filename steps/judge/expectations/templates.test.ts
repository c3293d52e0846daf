import { describe } from 'node:test'
import type { TraceEvent } from '../../observe/trace.ts'
import { names, patches, revision } from '../changes-testing.ts'
import { acts, appears, ownedBy, set, thing } from '../invariants/testing.ts'
import { answers, window } from './testing.ts'

const kept = { kind: 'kept' }
const template = (version?: string) => ({
  template: { metadata: { annotations: { ...(version !== undefined && { version }) } } },
})
/** A set with this template, whose update revision is that one. */
const web = (version: string | undefined, updateRevision: string): TraceEvent =>
  set({ spec: template(version), status: { updateRevision } })
const records = (name: string, version?: string) => revision(name, 'ADDED', { data: { spec: template(version) } })
const runsIt = (name: string, hash: string, version?: string, ownerReferences = ownedBy('web')) =>
  appears(name, {
    metadata: {
      labels: { 'controller-revision-hash': hash },
      annotations: { ...(version !== undefined && { version }) },
      ownerReferences,
    },
  })
const changed = patches('clonesets', 'web', { spec: template('v2') })
/** A set whose template was changed: web-a recorded the old one, web-b the new one. */
const staged = [web('v1', 'web-a'), records('web-a', 'v1'), changed, web('v2', 'web-b'), records('web-b', 'v2'), window]

const other = set({ metadata: { name: 'other' }, spec: template('x'), status: { updateRevision: 'other-a' } })

describe('which template a Pod runs', () => {
  const phrase = '{objects} run(s) the {template} template'
  const isNew = [names('Pod', 'web-0'), 'new']
  const isOld = [names('Pod', 'web-0'), 'old']
  answers(phrase, [
    ['the new one', [...staged, runsIt('web-0', 'web-b', 'v2')], isNew, kept],
    ['the old one', [...staged, runsIt('web-0', 'web-a', 'v1')], isOld, kept],
    [
      'the old one against the promise',
      [...staged, runsIt('web-0', 'web-a', 'v1')],
      isNew,
      { kind: 'pending', because: 'web-0 does not run the new template', expected: 'web-b', seen: 'web-a' },
    ],
    [
      'the new one against the promise',
      [...staged, runsIt('web-0', 'web-b', 'v2')],
      isOld,
      { kind: 'pending', because: 'web-0 does not run the old template', expected: 'web-a', seen: 'web-b' },
    ],
    [
      'one of two runs the old one',
      [...staged, runsIt('web-0', 'web-b', 'v2'), runsIt('web-1', 'web-a', 'v1')],
      [names('Pod', 'web-0', 'web-1'), 'new'],
      'pending',
    ],
    ['there is no Pod', staged, isNew, 'pending'],
    ['the old one beside another set', [other, ...staged, runsIt('web-0', 'web-a', 'v1')], isOld, kept],
    [
      'it has no annotations',
      [...staged, thing('pods', 'web-0', 'ADDED', { metadata: { labels: { 'controller-revision-hash': 'web-b' } } })],
      isNew,
      'pending',
    ],
    [
      'there is no label',
      [...staged, thing('pods', 'web-0')],
      isNew,
      { kind: 'pending', because: 'web-0 does not run the new template', expected: 'web-b', seen: undefined },
    ],
    [
      'no template was changed',
      [web('v1', 'web-a'), records('web-a', 'v1'), window, runsIt('web-0', 'web-a', 'v1')],
      isOld,
      { kind: 'invalid', because: 'no template was changed: there is no old one' },
    ],
    [
      'the first one, which is the new one as none was changed',
      [web('v1', 'web-a'), records('web-a', 'v1'), window, runsIt('web-0', 'web-a', 'v1')],
      isNew,
      kept,
    ],
    ['it has no owner: the set is the only one there is', [...staged, runsIt('web-0', 'web-b', 'v2', [])], isNew, kept],
    [
      'it belongs to the second of two sets',
      [
        set({ metadata: { name: 'other' }, spec: template('x'), status: { updateRevision: 'other-a' } }),
        ...staged,
        runsIt('web-0', 'web-b', 'v2'),
      ],
      isNew,
      kept,
    ],
    [
      'the label names a revision that does not exist',
      [web('v2', 'web-b'), window, runsIt('web-0', 'web-b', 'v2')],
      isNew,
      { kind: 'pending', because: 'web-0 names a revision that does not exist', expected: 'a revision', seen: 'web-b' },
    ],
    [
      'the label lies',
      [...staged, runsIt('web-0', 'web-b', 'v1')],
      isNew,
      {
        kind: 'pending',
        because: 'web-0 carries the label of a revision that it does not run',
        expected: 'v2',
        seen: 'v1',
      },
    ],
    [
      'the newest revision holds the old template',
      [web('v1', 'web-a'), records('web-a', 'v1'), changed, web('v2', 'web-a'), window, runsIt('web-0', 'web-a', 'v1')],
      isNew,
      { kind: 'pending', because: 'the revision of web-0 is not that of the new template', expected: 'v2', seen: 'v1' },
    ],
    [
      'the old revision holds the new template',
      [web('v1', 'web-a'), records('web-a', 'v2'), changed, web('v2', 'web-b'), window, runsIt('web-0', 'web-a', 'v2')],
      isOld,
      {
        kind: 'pending',
        because: 'the revision of web-0 is not that of the old template',
        expected: 'not v2',
        seen: 'v2',
      },
    ],
    [
      'templates without a version',
      [web(undefined, 'web-a'), records('web-a'), window, runsIt('web-0', 'web-a')],
      isNew,
      kept,
    ],
    [
      'the set has no template, nor has its revision',
      [
        set({ status: { updateRevision: 'web-a' } }),
        thing('controllerrevisions', 'web-a'),
        window,
        runsIt('web-0', 'web-a'),
      ],
      isNew,
      kept,
    ],
    ['the set is gone', [thing('controllerrevisions', 'web-a'), window, runsIt('web-0', 'web-a')], isNew, 'pending'],
  ])

  const old = { kind: 'invalid', because: 'no template was changed: there is no old one' }
  const without = (action: TraceEvent) => [
    web('v1', 'web-a'),
    records('web-a', 'v1'),
    action,
    window,
    runsIt('web-0', 'web-a', 'v1'),
  ]
  answers(phrase, [
    ['the suite’s own patch counts for none', without(patches('clonesets', 'web', {}, { own: true })), isOld, old],
    ['nor that of another set', without(patches('clonesets', 'other', {})), isOld, old],
    ['nor that of another resource', without(patches('pods', 'web', {})), isOld, old],
    ['nor that of a subresource', without(patches('clonesets', 'web', {}, { subresource: 'scale' })), isOld, old],
    ['nor another request', without(acts('create', 'clonesets', 'web')), isOld, old],
    ['nor what is no request', without(settledEntry()), isOld, old],
  ])
})

function settledEntry(): TraceEvent {
  return { kind: 'settled', rests: true, tookMs: 1, how: 'quiet', moving: [] }
}

describe('whether there is a new update revision', () => {
  const phrase = 'StatefulSet {name} has a new update revision'
  const because = 'status.updateRevision has not moved'
  const expected = 'a new revision'
  const cause = { verb: 'omit', resource: 'controllerrevisions' }
  answers(phrase, [
    ['it has moved', staged, ['web'], kept],
    [
      'it has not moved',
      [web('v1', 'web-a'), changed, web('v2', 'web-a'), window],
      ['web'],
      { kind: 'pending', because, expected, seen: 'web-a', cause },
    ],
    [
      'the last change counts',
      [web('v1', 'web-a'), changed, web('v2', 'web-b'), changed, window],
      ['web'],
      { kind: 'pending', because, expected, seen: 'web-b', cause },
    ],
    [
      'there is none',
      [set({ status: { updateRevision: undefined } }), window],
      ['web'],
      { kind: 'pending', because, expected, seen: undefined, cause },
    ],
    ['there is no status', [thing('clonesets', 'web'), window], ['web'], 'pending'],
    [
      'there is none any more',
      [web('v1', 'web-a'), changed, set({ status: { updateRevision: undefined } }), window],
      ['web'],
      'pending',
    ],
    ['there was no set before', [changed, web('v2', 'web-b'), window], ['web'], kept],
    ['there is no set', [window], ['web'], 'pending'],
  ])
})

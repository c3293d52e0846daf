import { describe } from 'node:test'
import type { TraceEvent } from '../../observe/trace.ts'
import { CLAIMS, names, REVISIONS } from '../changes-testing.ts'
import { ownedBy, set, thing } from '../invariants/testing.ts'
import { answers, change, explains, window } from './testing.ts'

const kept = { kind: 'kept' }
const versioned = (version: string) => ({ data: { spec: { template: { metadata: { annotations: { version } } } } } })
const revision = (name: string, version?: string, metadata: object = {}): TraceEvent =>
  thing(REVISIONS, name, 'ADDED', { metadata, ...(version !== undefined && versioned(version)) })
const recording = (name: string, spec: object): TraceEvent => thing(REVISIONS, name, 'ADDED', { data: { spec } })
const known = [revision('web-1', 'a'), revision('web-2', 'b'), revision('web-3'), window]

describe('which revisions exist, by the versions of their templates', () => {
  const phrase = '{exactly} exist(s)'
  answers(phrase, [
    ['those, and one without a version by its name', known, [names('revision', 'b', 'a', 'web-3')], kept],
    [
      'two of one version',
      [revision('web-1', 'a'), revision('web-2', 'a'), window],
      [names('revision', 'a')],
      'pending',
    ],
    [
      'two of one version, as promised',
      [revision('web-1', 'a'), revision('web-2', 'a'), window],
      [names('revision', 'a', 'a')],
      kept,
    ],
    [
      'one is missing',
      [revision('web-1', 'a'), window],
      [names('revision', 'a', 'b')],
      {
        kind: 'pending',
        because: 'other revisions exist than promised',
        expected: ['a', 'b'],
        seen: ['a'],
        cause: { verb: 'omit', resource: REVISIONS, name: 'b' },
      },
    ],
    ['none', [window], [names('revision')], kept],
    [
      'another, which is told by its name',
      [revision('web-4', 'x'), ...known],
      [names('revision', 'a', 'b', 'web-3')],
      {
        kind: 'pending',
        because: 'other revisions exist than promised',
        expected: ['a', 'b', 'web-3'],
        seen: ['a', 'b', 'web-3', 'x'],
        cause: { verb: 'create', resource: REVISIONS, name: 'web-4' },
      },
    ],
    [
      'those of other data, by their names',
      [
        thing(REVISIONS, 'web-0', 'ADDED', { data: { kind: 'nothing' } }),
        recording('web-1', {}),
        recording('web-2', { template: {} }),
        recording('web-3', { template: { metadata: {} } }),
      ],
      [names('revision', 'web-0', 'web-1', 'web-2', 'web-3')],
      kept,
    ],
    [
      'an object of another kind by its name, whatever its data',
      [thing('pods', 'web-1', 'ADDED', versioned('a'))],
      [names('Pod', 'web-1')],
      kept,
    ],
  ])
  const changed = (what: 'created' | 'deleted' | 'removed' | 'changed', version: string) => ({
    ...change(REVISIONS, 'web-1', what, what === 'changed' ? ['revision'] : []),
    object: { metadata: { name: 'web-1', uid: 'u', resourceVersion: '1' }, ...versioned(version) },
  })
  const promised = [names('revision', 'a', 'b')]
  explains(phrase, known, [
    ['the creation of such a revision', changed('created', 'a'), promised, true],
    ['the creation of another', changed('created', 'x'), promised, false],
    ['the deletion of another', changed('deleted', 'x'), promised, true],
    ['that another has gone', changed('removed', 'x'), promised, true],
    ['a change of another', changed('changed', 'x'), promised, false],
    ['the deletion of such a revision', changed('deleted', 'a'), promised, false],
    ['the creation of a revision where claims are named', changed('created', 'a'), [names('claim', 'a')], false],
  ])
})

describe('a revision', () => {
  const hashed = { labels: { 'controller.kubernetes.io/hash': 'x1' } }
  const named = (name: string) => ({ what: 'revision', name })
  const workload = { what: 'StatefulSet', name: 'web' }
  const observed = [['status.observedGeneration', '<generation>']]
  answers('{object} has:', [
    ['by the version of its template', known, [named('a'), [['metadata.name', 'web-1']]], kept],
    ['by its name', known, [named('web-2'), [['metadata.name', 'web-2']]], kept],
    [
      'by its name rather than by the version of another',
      [revision('web-1', 'web-2'), revision('web-2', 'b'), window],
      [named('web-2'), [['metadata.name', 'web-2']]],
      kept,
    ],
    [
      'the first of a version',
      [revision('web-1', 'a'), revision('web-2', 'a'), window],
      [named('a'), [['metadata.name', 'web-1']]],
      kept,
    ],
    ['none of that version', known, [named('c'), [['metadata.name', 'web-1']]], 'pending'],
    ['its hash', [revision('web-x1', 'a', hashed), window], [named('a'), [['metadata.name', 'web-<hash>']]], kept],
    [
      'another hash',
      [revision('web-x2', 'a', hashed), window],
      [named('a'), [['metadata.name', 'web-<hash>']]],
      'pending',
    ],
    ['no hash', [revision('web-', 'a'), window], [named('a'), [['metadata.name', 'web-<hash>']]], kept],
    [
      'its generation',
      [set({ type: 'ADDED', metadata: { generation: 7 }, status: { observedGeneration: 7 } }), window],
      [workload, observed],
      kept,
    ],
    [
      'another generation',
      [set({ type: 'ADDED', metadata: { generation: 7 }, status: { observedGeneration: 6 } }), window],
      [workload, observed],
      'pending',
    ],
  ])
  answers('{object} is owned by {owner}', [
    [
      'the set’s',
      [set({ type: 'ADDED' }), revision('web-1', 'a', { ownerReferences: ownedBy('web') }), window],
      [named('a'), 'web'],
      kept,
    ],
  ])
  const adopted = {
    ...change(REVISIONS, 'web-1', 'changed', ['ownerReferences']),
    object: { metadata: { name: 'web-1', uid: 'u', resourceVersion: '1' }, ...versioned('a') },
  }
  explains('{exactly} exist(s)', known, [
    ['the deletion of a claim that is not named', change(CLAIMS, 'log', 'deleted'), [names('claim', 'data')], true],
  ])
  explains('{object} is owned by {owner}', known, [
    ['the owners of the revision of that version', adopted, [named('a'), 'web'], true],
    ['the owners of a revision of another version', adopted, [named('b'), 'web'], false],
  ])
})

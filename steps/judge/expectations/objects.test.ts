import { describe } from 'node:test'
import { names } from '../changes-testing.ts'
import { appears, comes, ends, goes, MARKER, ownedBy, set, thing } from '../invariants/testing.ts'
import { answers, CLAIMS, change, explains, window } from './testing.ts'

const kept = { kind: 'kept' }
const GONE = { deletionTimestamp: '2030-01-01T00:00:00Z' }
const marker = thing(CLAIMS, 'marker', 'ADDED', { metadata: { labels: { [MARKER]: 'x' } } })
const claim = (name: string, metadata = {}) => thing(CLAIMS, name, 'ADDED', { metadata })

describe('which objects exist', () => {
  const phrase = '{exactly} exist(s)'
  const because = 'other Pods exist than promised'
  answers(phrase, [
    ['none', [window], [names('Pod')], kept],
    ['those', [appears('web-1'), appears('web-0'), window], [names('Pod', 'web-0', 'web-1')], kept],
    [
      'one is missing',
      [appears('web-0'), window],
      [names('Pod', 'web-1', 'web-0')],
      {
        kind: 'pending',
        because,
        expected: ['web-0', 'web-1'],
        seen: ['web-0'],
        cause: { verb: 'omit', resource: 'pods', name: 'web-1' },
      },
    ],
    [
      'there are others',
      [appears('web-2'), appears('web-0'), appears('web-1'), window],
      [names('Pod', 'web-0')],
      {
        kind: 'pending',
        because,
        expected: ['web-0'],
        seen: ['web-0', 'web-1', 'web-2'],
        cause: { verb: 'create', resource: 'pods', name: 'web-1' },
      },
    ],
    [
      'there is another instead',
      [appears('web-1'), window],
      [names('Pod', 'web-0')],
      {
        kind: 'pending',
        because,
        expected: ['web-0'],
        seen: ['web-1'],
        cause: { verb: 'omit', resource: 'pods', name: 'web-0' },
      },
    ],
    ['a Pod that is being deleted', [...comes('web-0'), ends('web-0'), window], [names('Pod', 'web-0')], kept],
    ['a Pod that is gone', [...comes('web-0'), goes('web-0'), window], [names('Pod')], kept],
    ['a claim that is being deleted', [claim('data', GONE), window], [names('claim', 'data')], 'pending'],
    ['no claim though one is being deleted', [claim('data', GONE), window], [names('claim')], 'pending'],
    ['a claim beside one that is being deleted', [claim('a'), claim('b', GONE), window], [names('claim', 'a')], kept],
    ['a claim beside the suite’s own', [claim('data'), marker, window], [names('claim', 'data')], kept],
    [
      'a StatefulSet, whatever its kind is called',
      [set({ type: 'ADDED' }), window],
      [names('StatefulSet', 'web')],
      kept,
    ],
    ['a quota', [thing('resourcequotas', 'small'), window], [names('quota', 'small')], kept],
  ])
  explains(
    phrase,
    [window],
    [
      ['the creation of such a claim', change(CLAIMS, 'data', 'created'), [names('claim', 'data')], true],
      ['the creation of another claim', change(CLAIMS, 'log', 'created'), [names('claim', 'data')], false],
      ['the deletion of another claim', change(CLAIMS, 'log', 'deleted'), [names('claim', 'data')], true],
      ['the removal of another claim', change(CLAIMS, 'log', 'removed'), [names('claim', 'data')], true],
      ['a change of another claim', change(CLAIMS, 'log', 'changed', ['spec.x']), [names('claim', 'data')], false],
      ['the deletion of another Pod', change('pods', 'web-1', 'deleted'), [names('Pod', 'web-0')], false],
      ['the deletion of such a claim', change(CLAIMS, 'data', 'deleted'), [names('claim', 'data')], false],
      ['the creation of such a Pod', change('pods', 'web-0', 'created'), [names('Pod', 'web-0')], false],
      ['something else of that name', change('pods', 'data', 'created'), [names('claim', 'data')], false],
      ['a claim where Pods are named', change(CLAIMS, 'web-0', 'created'), [names('Pod', 'web-0')], false],
    ],
  )
})

describe('whether objects are those of before', () => {
  const phrase = '{objects} is/are {sameness}'
  const [pod, data] = [names('Pod', 'web-0'), names('claim', 'data')]
  const second = { metadata: { uid: 'second' } }
  const replaced = [goes('web-0'), appears('web-0', second)]
  answers(phrase, [
    ['the Pod has stayed', [...comes('web-0'), window], [pod, 'the same as before'], kept],
    ['it stays while it is deleted', [...comes('web-0'), window, ends('web-0')], [pod, 'the same as before'], kept],
    [
      'it is gone',
      [...comes('web-0'), window, goes('web-0')],
      [pod, 'the same as before'],
      {
        kind: 'pending',
        because: 'there is no Pod web-0',
        expected: 'web-0',
        seen: [],
        cause: { verb: 'omit', resource: 'pods', name: 'web-0' },
      },
    ],
    [
      'it is gone, another one is there',
      [...comes('web-0'), ...comes('web-1'), window, goes('web-0')],
      [pod, 'the same as before'],
      {
        kind: 'pending',
        because: 'there is no Pod web-0',
        expected: 'web-0',
        seen: ['web-1'],
        cause: { verb: 'omit', resource: 'pods', name: 'web-0' },
      },
    ],
    [
      'it is another',
      [appears('web-0', second), appears('web-0'), window, ...replaced],
      [pod, 'the same as before'],
      {
        kind: 'broken',
        because: 'web-0 is not the one of before',
        at: 4,
        expected: 'uid-of-web-0',
        seen: 'second',
        cause: { verb: 'delete', resource: 'pods', name: 'web-0' },
      },
    ],
    [
      'one of two is another',
      [...comes('web-0'), ...comes('web-1'), window, ...replaced],
      [names('Pod', 'web-1', 'web-0'), 'the same as before'],
      'broken',
    ],
    [
      'there was none before',
      [window, appears('web-0')],
      [pod, 'new'],
      {
        kind: 'invalid',
        because: 'there was no Pod web-0 before the last When: there is nothing to compare',
      },
    ],
    ['it is new', [...comes('web-0'), window, ...replaced], [pod, 'new'], kept],
    [
      'it is not new yet',
      [...comes('web-0'), window],
      [pod, 'new'],
      {
        kind: 'pending',
        because: 'web-0 is still the one of before',
        expected: 'another uid',
        seen: 'uid-of-web-0',
        cause: { verb: 'omit', resource: 'pods', name: 'web-0' },
      },
    ],
    ['a claim has stayed', [claim('data'), window], [data, 'the same as before'], kept],
    [
      'a claim is being deleted',
      [claim('data'), window, claim('data', GONE)],
      [data, 'the same as before'],
      {
        kind: 'broken',
        because: 'claim data is being deleted',
        at: 2,
        cause: { verb: 'delete', resource: CLAIMS, name: 'data' },
      },
    ],
    [
      'a claim was being deleted before',
      [claim('data', GONE), window],
      [data, 'the same as before'],
      {
        kind: 'broken',
        because: 'claim data is being deleted',
        at: 1,
        cause: { verb: 'delete', resource: CLAIMS, name: 'data' },
      },
    ],
  ])
})

describe('whose objects are, and were', () => {
  const data = { what: 'claim', name: 'data' }
  const changed = (resource: string) => change(resource, 'data', 'changed', ['ownerReferences'])
  explains(
    '{object} is owned by {owner}',
    [window],
    [
      ['its owners', changed(CLAIMS), [data, 'web'], true],
      ['those of something else of that name', changed('pods'), [data, 'web'], false],
    ],
  )
  const of = { ...ownedBy('web-0')[0], kind: 'Pod' }
  const held = claim('data', { resourceVersion: '6', ownerReferences: [of] })
  const deletion = ends('web-0', { metadata: { resourceVersion: '7' } })
  answers('{object} was owned by {owner} when Pod {name} was deleted', [
    ['they were', [appears('web-0'), window, held, deletion], [data, 'Pod web-0', 'web-0'], kept],
    ['they were not', [appears('web-0'), window, held, deletion], [data, 'nobody', 'web-0'], 'pending'],
  ])
})

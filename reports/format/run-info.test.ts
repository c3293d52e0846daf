import { describe, it } from 'node:test'
import { expect } from 'chai'
import { parseRunInfo, placeOf } from './run-info.ts'
import { deviation } from './testdata/hand-made.ts'

describe('the description of a run', () => {
  it('has a default for everything', () => {
    expect(parseRunInfo({}, 'run.json')).to.deep.equal({
      ...{ started: '', finished: '', target: '', controller: '', selection: '', command: '' },
      ...{ versions: {}, provenance: {}, simulated: [], harnessErrors: [], deviations: [], baseline: [] },
      kind: { group: 'apps', version: 'v1', kind: 'StatefulSet' },
    })
  })

  it('keeps what is said of it', () => {
    const said = {
      ...{ started: '2026-11-21T05:00:00Z', finished: '2026-11-21T05:00:09Z', target: 'toy', controller: 'other' },
      ...{ versions: { server: 'v1.36.3', controller: null }, provenance: { shards: '2' }, simulated: ['kubelet'] },
      ...{
        harnessErrors: ['etcd died'],
        deviations: [deviation('SS-ORD-001', { versions: '<2', examples: ['a/b [1]'] })],
        baseline: [{ guarantee: 'SS-ORD-002', url: 'https://example.org/2', place: 'b.yaml:1' }],
        implementation: { organization: 'O', project: 'other', url: 'https://example.org', contact: ['me'] },
      },
      ...{ kind: { group: 'a.org', version: 'v2', kind: 'Other' }, shard: { index: 1, of: 2 }, selection: 'ORD' },
    }
    const command = ['npm', 'run', 'certify']
    const found = parseRunInfo({ ...said, command }, 'run.json')
    expect(found).to.deep.equal({ ...said, command: 'npm run certify' })
    expect(parseRunInfo({ command: 'npm test', selection: ' ORD ' }, 'run.json')).to.include({
      ...{ command: 'npm test', selection: 'ORD' },
    })
  })

  const wrong: [string, object, RegExp][] = [
    ['a start that is no text', { started: 5 }, /^run\.json: expected what steps\/run writes about a run: started: /],
    [
      'a deviation that does not say what happens instead',
      { deviations: [{ guarantee: 'SS-ORD-001', url: '' }] },
      /deviations\.0\.instead: /,
    ],
    ['a kind that is no text', { kind: { group: 1 } }, /kind\.group: /],
    ['a shard that is none', { shard: { index: 0, of: 2 } }, /shard\.index: /],
    ['two fields at once', { target: 1, controller: 1 }, /target: .*; controller: /],
  ]
  for (const [what, value, complaint] of wrong)
    it(`is refused with ${what}`, () => {
      expect(() => parseRunInfo(value, 'run.json')).to.throw(complaint)
    })
})

describe('the place of a run', () => {
  for (const [name, run, expected] of [
    [
      'all',
      { target: 'kind', versions: { server: 'v1.36.3' }, controller: 'upstream' },
      'kind, v1.36.3, controller upstream',
    ],
    ['what is known', { target: 'kind', versions: { server: null }, controller: '' }, 'kind'],
    [
      'another kind',
      { target: 'kind', kind: { group: 'a.org', version: 'v2', kind: 'Other' } },
      'kind, Other of a.org/v2',
    ],
    ['nothing', {}, ''],
  ] as const)
    it(`names ${name}`, () => {
      expect(placeOf(parseRunInfo(run, 'run.json'))).to.equal(expected)
    })
})

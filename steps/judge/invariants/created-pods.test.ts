import { describe, it } from 'node:test'
import { expect } from 'chai'
import { header, history, marks } from '../../observe/testing.ts'
import type { TraceEvent } from '../../observe/trace.ts'
import { createdPods, setOf } from './created-pods.ts'
import { acts, appears, goes, kind, MARKER, ownedBy, ready, set, settled, thing } from './testing.ts'

const of = (...events: TraceEvent[]) =>
  createdPods({ header: header({ kind, marks: marks({ label: MARKER }) }), trace: history(...events) })
const names = (...events: TraceEvent[]) => of(...events).map(({ seq, name }) => `${seq} ${name}`)
const added = set({ type: 'ADDED' })

describe('the Pods that the controller created', () => {
  const cases: [string, TraceEvent[], string[]][] = [
    ['none', [added], []],
    ['one', [added, appears('web-0')], ['1 web-0']],
    ['one that changes', [added, appears('web-0'), ready('web-0')], ['1 web-0']],
    ['one that a resumed watch brings again', [added, appears('web-0'), appears('web-0')], ['1 web-0']],
    ['one seen before its set', [appears('web-0'), added], ['0 web-0']],
    ['one of a set that was never seen', [appears('web-0')], []],
    [
      'one without labels',
      [added, thing('pods', 'web-0', 'ADDED', { metadata: { ownerReferences: ownedBy('web') } })],
      ['1 web-0'],
    ],
    ['one before a time at which its set was not there', [appears('web-0'), settled(), added], []],
    ['one of nobody', [added, appears('web-0', { metadata: { ownerReferences: [] } })], []],
    [
      'one whose owner does not control it',
      [
        added,
        appears('web-0', {
          metadata: { ownerReferences: ownedBy('web').map((each) => ({ ...each, controller: false })) },
        }),
      ],
      [],
    ],
    [
      'one of another kind of owner',
      [
        added,
        appears('web-0', { metadata: { ownerReferences: ownedBy('web').map((each) => ({ ...each, kind: 'Other' })) } }),
      ],
      [],
    ],
    ['a marker of the suite', [added, appears('web-0', { metadata: { labels: { [MARKER]: 'yes' } } })], []],
    ['one that the suite made', [added, acts('create', 'pods', 'web-0'), appears('web-0')], []],
    [
      'the successor of one that the suite made',
      [
        added,
        acts('create', 'pods', 'web-0'),
        appears('web-0'),
        appears('web-0', { metadata: { uid: 'b', ownerReferences: ownedBy('web') } }),
      ],
      ['3 web-0'],
    ],
    [
      'one that the suite made while its predecessor went',
      [
        added,
        appears('web-0'),
        acts('create', 'pods', 'web-0'),
        goes('web-0'),
        appears('web-0', { metadata: { uid: 'b', ownerReferences: ownedBy('web') } }),
      ],
      ['1 web-0'],
    ],
    [
      'one that the suite made while something else of the name came',
      [added, acts('create', 'pods', 'web-0'), thing('claims', 'web-0'), appears('web-0')],
      [],
    ],
    [
      'one that came while the suite made another',
      [added, acts('create', 'pods', 'web-0'), appears('web-1'), appears('web-0')],
      ['2 web-1'],
    ],
    ['one beside one that the suite made', [added, acts('create', 'pods', 'web-1'), appears('web-0')], ['2 web-0']],
    [
      'one of the name of a claim that the suite made',
      [added, acts('create', 'claims', 'web-0'), appears('web-0')],
      ['2 web-0'],
    ],
    ['one that the suite deletes', [added, acts('delete', 'pods', 'web-0'), appears('web-0')], ['2 web-0']],
    [
      'one that the suite evicts',
      [added, acts('create', 'pods', 'web-0', { subresource: 'eviction' }), appears('web-0')],
      ['2 web-0'],
    ],
  ]
  for (const [title, events, expected] of cases)
    it(`are ${expected.length}: ${title}`, () => {
      expect(names(...events)).to.deep.equal(expected)
    })

  it('know what the set may have been when they were created', () => {
    const [created] = of(
      set({ type: 'ADDED', spec: { replicas: 1 } }),
      set({ spec: { replicas: 2 } }),
      settled(),
      set({ spec: { replicas: 3 } }),
      appears('web-2'),
      set({ spec: { replicas: 4 } }),
      settled(),
      set({ spec: { replicas: 5 } }),
    )
    expect(created?.versions.map(({ spec }) => spec?.['replicas'])).to.deep.equal([2, 3, 4])
    expect(created?.interval).to.deep.equal({ from: 2, to: 6 })
    expect(created?.ordinal).to.equal(2)
    expect(created?.cause).to.deep.equal({ verb: 'create', resource: 'pods', name: 'web-2' })
    expect(created && setOf(created)).to.equal(created?.versions[0])
  })
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import { EXPENDABLE_NODE } from '../labels.ts'
import { countedKinds, observedKind, observedKinds, watchedIn } from './kinds.ts'
import { object } from './testing.ts'

const ALWAYS = [
  'pods',
  'persistentvolumeclaims',
  'controllerrevisions',
  'services',
  'poddisruptionbudgets',
  'events',
  'endpointslices',
]

describe('the kinds that an example watches', () => {
  const cases: [string[], string[]][] = [
    [[], ALWAYS],
    [['@ORD', '@needs-gc'], ALWAYS],
    [['@needs-default-class'], [...ALWAYS, 'persistentvolumes']],
    [['@needs-node-fault'], [...ALWAYS, 'nodes']],
  ]
  for (const [tags, plurals] of cases)
    it(`with ${tags.join(' ') || 'no tags'}`, () => {
      expect(watchedIn(tags).map(({ resource }) => resource.plural)).to.have.members(plurals)
    })

  it('are told apart where they have no namespace', () => {
    const shared = observedKinds.filter(({ resource }) => !resource.namespaced)
    expect(shared.filter(({ belongsTo }) => !belongsTo)).to.deep.equal([])
  })
})

describe('what "nothing else changed" covers', () => {
  it('is what a controller could write', () => {
    expect(countedKinds).to.have.members([
      'pods',
      'persistentvolumeclaims',
      'controllerrevisions',
      'services',
      'poddisruptionbudgets',
      'persistentvolumes',
    ])
  })

  it('is said of each kind, with the reason if it does not count', () => {
    for (const { counts, because } of observedKinds) expect(because === undefined).to.equal(counts)
  })
})

describe('the wait for rest', () => {
  it('does not wait for kinds that never rest', () => {
    const restless = observedKinds.filter(({ neverRests }) => neverRests)
    expect(restless.map(({ resource }) => resource.plural)).to.have.members(['events', 'nodes'])
  })
})

describe('an object without a namespace', () => {
  const claimed = (namespace: string) => object('pv', { spec: { claimRef: { namespace, name: 'data-web-0' } } })
  const labelled = (label: string) => object('node', { metadata: { labels: { [label]: 'true' } } })
  const cases: [string, string, ReturnType<typeof object>, boolean][] = [
    ['a volume bound to a claim of the example', 'persistentvolumes', claimed('mine'), true],
    ['a volume bound to a claim of another', 'persistentvolumes', claimed('other'), false],
    ['a volume that is not bound', 'persistentvolumes', object('pv', { spec: {} }), false],
    ['a volume without a spec', 'persistentvolumes', object('pv'), false],
    ['the node that may be lost', 'nodes', labelled(EXPENDABLE_NODE), true],
    ['another node', 'nodes', labelled('a'), false],
    ['a node without labels', 'nodes', object('node'), false],
  ]
  for (const [title, plural, given, belongs] of cases)
    it(`${belongs ? 'belongs' : 'does not belong'} to an example: ${title}`, () => {
      expect(observedKind(plural)?.belongsTo?.(given, 'mine')).to.equal(belongs)
    })
})

import { describe } from 'node:test'
import { deletedSetRests } from './deleted-set-rests.ts'
import { appears, judges, kind, ownedBy, set, setGoes, settled, thing } from './testing.ts'

const version = (resourceVersion: string, generation: number) => ({ metadata: { resourceVersion, generation } })
const added = set({ type: 'ADDED', ...version('1', 1) })
const going = setGoes({ ...version('5', 2), status: { observedGeneration: 1 } })
const reported = setGoes({ ...version('7', 2), status: { observedGeneration: 2 } })
const made = (resourceVersion: string) =>
  appears('web-0', { metadata: { resourceVersion, ownerReferences: ownedBy('web') } })

describe('a set that is being deleted', () => {
  judges(deletedSetRests, [
    ['a Pod before', [added, made('2'), going]],
    ['a Pod that the controller made before it knew', [added, going, made('6')]],
    ['a Pod after the controller has reported', [added, going, reported, made('8')], { at: 3, name: 'web-0' }],
    ['an older Pod that arrives later', [added, going, reported, made('6')]],
    ['a Pod after the cluster has settled', [added, going, settled(), made('6')], { at: 3 }],
    ['a Pod where the cluster settled before', [added, settled(), going, made('6')]],
    ['a Pod of a set that stays', [added, settled(), made('6')]],
    [
      'a Pod where the deletion brings no generation of its own',
      [added, setGoes({ ...version('5', 1), status: { observedGeneration: 1 } }), made('6')],
    ],
    ['a Pod before the cluster has settled', [added, going, made('6'), settled()]],
    [
      'a Pod of a set that has no status yet',
      [
        added,
        thing(kind.plural, 'web', 'MODIFIED', {
          metadata: { resourceVersion: '5', generation: 2, deletionTimestamp: '2030-01-01T00:00:00Z' },
          spec: {},
        }),
        made('6'),
      ],
    ],
    ['a Pod of a set that was going from the start', [reported, made('8')]],
  ])
  judges(deletedSetRests, [['a Pod where versions do not compare', [added, going, reported, made('8')]]], {
    capabilities: [],
  })
})

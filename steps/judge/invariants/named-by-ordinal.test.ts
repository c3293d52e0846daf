import { describe } from 'node:test'
import { namedByOrdinal } from './named-by-ordinal.ts'
import { appears, judges, ownedBy, ready, set, thing } from './testing.ts'

const added = set({ type: 'ADDED' })
const named = (name: string, parts = {}) => appears(name, { metadata: { ownerReferences: ownedBy('web') }, ...parts })

describe('named by ordinal', () => {
  judges(namedByOrdinal, [
    ['an empty trace', []],
    ['Pods of the set', [added, named('web-0'), named('web-10')]],
    ['a name with leading zeros', [added, named('web-01')], { at: 1, name: 'web-01' }],
    ['a name that goes on', [added, named('web-0-spare')], { at: 1 }],
    ['a name that begins otherwise', [added, named('my-web-0')], { at: 1 }],
    ['the name of another set', [added, named('db-0')], { at: 1 }],
    ['no ordinal', [added, named('web')], { at: 1 }],
    ['a Pod without owners', [added, thing('pods', 'solo')]],
    ['a Pod that nobody owns', [added, appears('solo', { metadata: { ownerReferences: [] } })]],
    [
      'a Pod that somebody else controls',
      [
        added,
        appears('solo', { metadata: { ownerReferences: ownedBy('web').map((each) => ({ ...each, kind: 'Other' })) } }),
      ],
    ],
    [
      'a Pod whose owner does not control it',
      [
        added,
        appears('solo', {
          metadata: { ownerReferences: ownedBy('web').map((each) => ({ ...each, controller: false })) },
        }),
      ],
    ],
    [
      'a Pod that is adopted under another name',
      [added, ready('solo', { metadata: { ownerReferences: ownedBy('web') } })],
    ],
  ])
})

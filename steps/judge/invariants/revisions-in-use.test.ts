import { describe } from 'node:test'
import { revisionsInUse } from './revisions-in-use.ts'
import { acts, appears, judges, kind, ownedBy, set, setGoes, settled, thing } from './testing.ts'
import { old } from './updates-testing.ts'

const REVISIONS = 'controllerrevisions'
const idle = { currentRevision: 'web-other', updateRevision: 'web-other' }
const added = (status: Readonly<Record<string, unknown>> = idle) => set({ type: 'ADDED', status })
const comes = thing(REVISIONS, 'web-old')
const goes = thing(REVISIONS, 'web-old', 'DELETED')
const user = appears('web-0', old)

describe('revisions in use', () => {
  judges(revisionsInUse, [
    ['a revision that nobody names', [added(), comes, goes, settled()]],
    ['a revision that stays', [added(), comes, user, settled()]],
    ['one that may yet come into no use', [added(), comes, user, goes]],
    ['one that is made again', [added(), comes, user, goes, comes, settled()]],
    ['one that the suite deletes', [added(), comes, user, acts('delete', REVISIONS, 'web-old'), goes, settled()]],
    [
      'one of a Pod of somebody else',
      [
        added(),
        comes,
        appears('db-0', { metadata: { ...old.metadata, ownerReferences: ownedBy('db') } }),
        goes,
        settled(),
      ],
    ],
    ['one of a Pod whose set is going', [added(), comes, user, setGoes({ status: idle }), goes, settled()]],
    [
      'one of a Pod of nobody',
      [added(), comes, appears('web-0', { metadata: { ...old.metadata, ownerReferences: [] } }), goes, settled()],
    ],
    [
      'one of a Pod of another revision',
      [
        added(),
        comes,
        appears('web-0', { metadata: { labels: {}, ownerReferences: ownedBy('web') } }),
        goes,
        settled(),
      ],
    ],
    ['one where the cluster does not rest', [added(), comes, user, goes, settled({ rests: false })]],
    ['one of a Pod', [added(), comes, user, goes, settled()], { at: 3, name: 'web-old' }],
    [
      'one of a Pod though the suite deletes another',
      [added(), comes, user, acts('delete', REVISIONS, 'web-new'), goes, settled()],
      { at: 4 },
    ],
    ['one of a Pod after the cluster has settled', [added(), comes, user, settled(), goes, settled()], { at: 4 }],
    [
      'one of a Pod while another revision stays',
      [added(), comes, thing(REVISIONS, 'web-new'), user, goes, settled()],
      { at: 4 },
    ],
    [
      'one of a Pod of a set without a status',
      [thing(kind.plural, 'web', 'ADDED', { spec: {} }), comes, user, goes, settled()],
      { at: 3 },
    ],
    ['the current one', [added({ ...idle, currentRevision: 'web-old' }), comes, goes, settled()], { at: 2 }],
    ['the newest one', [added({ ...idle, updateRevision: 'web-old' }), comes, goes, settled()], { at: 2 }],
  ])
})

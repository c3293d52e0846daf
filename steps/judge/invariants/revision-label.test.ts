import { describe } from 'node:test'
import { revisionLabel } from './revision-label.ts'
import { acts, appears, judges, ownedBy, set, settled, thing } from './testing.ts'

const added = set({ type: 'ADDED' })
const revision = thing('controllerrevisions', 'web-new')
const named = (label?: string) =>
  appears('web-0', {
    metadata: {
      ownerReferences: ownedBy('web'),
      labels: label === undefined ? {} : { 'controller-revision-hash': label },
    },
  })

describe('the revision label', () => {
  judges(revisionLabel, [
    ['the name of a revision', [added, revision, named('web-new'), settled()]],
    ['a revision that arrives after the Pod', [added, named('web-new'), revision, settled()]],
    ['a revision that may yet arrive', [added, named('web-new')]],
    [
      'a revision that is gone again',
      [added, revision, thing('controllerrevisions', 'web-new', 'DELETED'), named('web-new'), settled()],
    ],
    ['no label', [added, revision, named()], { at: 2, name: 'web-0' }],
    ['a Pod of the suite', [added, acts('create', 'pods', 'web-0'), named(), settled()]],
  ])
  const missing = [
    ['a hash without the name', [added, revision, named('new'), settled()]],
    ['a revision that comes after the cluster has settled', [added, named('web-new'), settled(), revision]],
    ['an object of another resource', [added, thing('pods', 'web-new'), named('web-new'), settled()]],
    [
      'a revision that only changes',
      [added, thing('controllerrevisions', 'web-new', 'MODIFIED'), named('web-new'), settled()],
    ],
  ] as const
  // These are known only when the cluster has settled, so the trace up to the Pod proves nothing.
  for (const [title, events] of missing)
    judges({ ...revisionLabel, breaches: (history) => revisionLabel.breaches(history).slice(0, 1) }, [
      [
        title,
        events,
        {
          at: events.findIndex(
            (each) =>
              'resource' in each &&
              each.resource === 'pods' &&
              each.kind === 'seen' &&
              each.object.metadata.name === 'web-0',
          ),
        },
      ],
    ])
})

import { describe } from 'node:test'
import type { TraceEvent } from '../../observe/trace.ts'
import { revisionFirst } from './revision-first.ts'
import { appears, judges, ownedBy, set, thing } from './testing.ts'

const added = set({ type: 'ADDED' })
const revision = (resourceVersion: string, name = 'web-new'): TraceEvent =>
  thing('controllerrevisions', name, 'ADDED', { metadata: { resourceVersion } })
const made = (resourceVersion: string, label: string | undefined = 'web-new'): TraceEvent =>
  appears('web-0', {
    metadata: {
      resourceVersion,
      ownerReferences: ownedBy('web'),
      labels: label ? { 'controller-revision-hash': label } : {},
    },
  })

describe('a revision before its Pods', () => {
  judges(revisionFirst, [
    ['a revision that is older than the Pod', [added, revision('7'), made('8')]],
    ['an older revision that arrives later', [added, made('10'), revision('9')]],
    ['a second revision of the same name', [added, revision('7'), made('8'), revision('9')]],
    ['a younger revision', [added, revision('8'), made('7')], { at: 2, name: 'web-0' }],
    ['a revision that never comes, which is charged elsewhere', [added, revision('7', 'web-old'), made('8')]],
    ['no label, which is charged elsewhere', [added, revision('9'), made('8', '')]],
  ])
  judges(revisionFirst, [['a younger revision where versions do not compare', [added, revision('8'), made('7')]]], {
    capabilities: [],
  })
})

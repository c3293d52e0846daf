import { describe } from 'node:test'
import type { TraceEvent } from '../../observe/trace.ts'
import { claimsFirst } from './claims-first.ts'
import { acts, appears, judges, ownedBy, set, thing } from './testing.ts'

const CLAIMS = 'persistentvolumeclaims'
const templates = ['data', 'log'].map((name) => ({ metadata: { name } }))
const added = set({ type: 'ADDED', spec: { volumeClaimTemplates: templates } })
const claim = (
  resourceVersion: string,
  name = 'data-web-0',
  type: 'ADDED' | 'MODIFIED' = 'ADDED',
  resource = CLAIMS,
): TraceEvent => thing(resource, name, type, { metadata: { resourceVersion } })
const made = (resourceVersion: string): TraceEvent =>
  appears('web-0', { metadata: { resourceVersion, ownerReferences: ownedBy('web') } })

describe('claims before their Pod', () => {
  judges(claimsFirst, [
    ['older claims', [added, claim('8'), claim('9', 'log-web-0'), made('10')]],
    ['an older claim that arrives later', [added, made('10'), claim('9')]],
    ['a younger claim', [added, claim('8', 'log-web-0'), claim('10'), made('9')], { at: 3, name: 'web-0' }],
    ['a younger claim of the second template', [added, claim('8'), claim('10', 'log-web-0'), made('9')], { at: 3 }],
    ['a younger claim of another ordinal', [added, claim('8'), claim('10', 'data-web-1'), made('9')]],
    ['a claim that is written later', [added, claim('8'), claim('10', 'data-web-0', 'MODIFIED'), made('9')]],
    ['a claim that is made anew later', [added, claim('8'), claim('10'), made('9')]],
    ['something else of that name', [added, claim('10', 'data-web-0', 'ADDED', 'services'), made('9')]],
    ['no claim, which is charged elsewhere', [added, made('9')]],
    ['older claims of the suite', [added, acts('create', CLAIMS, 'data-web-0'), claim('8'), made('9')]],
    ['no templates', [set({ type: 'ADDED' }), claim('10'), made('9')]],
  ])
  judges(claimsFirst, [['a younger claim where versions do not compare', [added, claim('10'), made('9')]]], {
    capabilities: [],
  })
})

import { describe } from 'node:test'
import { subdomain } from './subdomain.ts'
import { acts, appears, judges, set } from './testing.ts'

const added = set({ type: 'ADDED', spec: { serviceName: 'peers' } })
const nameless = set({ type: 'ADDED', spec: { serviceName: undefined } })
const templated = set({ type: 'ADDED', spec: { serviceName: 'peers', template: { spec: { subdomain: 'all' } } } })
const below = (seen?: string) => appears('web-0', { spec: { subdomain: seen } })

describe('subdomain', () => {
  judges(subdomain, [
    ['the serviceName', [added, below('peers')]],
    ['no subdomain', [added, below()], { at: 1, name: 'web-0' }],
    ['the name of the set', [added, below('web')], { at: 1 }],
    ['none where the set names no Service', [nameless, below()]],
    ['an empty one where the set names no Service', [nameless, below('')]],
    ['one where the set names no Service', [nameless, below('web')], { at: 1 }],
    ['none where the template has one', [templated, below()], { at: 1 }],
    [
      'none where that of the template is empty',
      [set({ type: 'ADDED', spec: { serviceName: 'peers', template: { spec: { subdomain: '' } } } }), below()],
      { at: 1 },
    ],
    ['another one than that of the template', [templated, below('web')], { at: 1 }],
    ['that of the template, which is charged elsewhere', [templated, below('all')]],
    ['a Pod of the suite', [added, acts('create', 'pods', 'web-0'), below('mine')]],
  ])
})

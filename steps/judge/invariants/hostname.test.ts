import { describe } from 'node:test'
import { hostname } from './hostname.ts'
import { acts, appears, judges, ready, set } from './testing.ts'

const added = set({ type: 'ADDED' })
const templated = set({ type: 'ADDED', spec: { template: { spec: { hostname: 'all' } } } })
const hosted = (seen?: string) => appears('web-0', { spec: { hostname: seen } })

describe('hostname', () => {
  judges(hostname, [
    ['its own name', [added, hosted('web-0')]],
    ['no hostname', [added, hosted()], { at: 1, name: 'web-0' }],
    ['the name of the set', [added, hosted('web')], { at: 1 }],
    ['no hostname where the template has one', [templated, hosted()], { at: 1 }],
    ['another one than that of the template', [templated, hosted('web')], { at: 1 }],
    ['that of the template, which is charged elsewhere', [templated, hosted('all')]],
    ['a Pod of the suite', [added, acts('create', 'pods', 'web-0'), hosted('mine')]],
    ['a hostname that is seen later', [added, hosted('web-0'), ready('web-0', { spec: { hostname: 'x' } })]],
  ])
})

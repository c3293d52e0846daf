import { describe } from 'node:test'
import { servicesUntouched } from './services-untouched.ts'
import { acts, judges, MARKER, thing } from './testing.ts'

const comes = thing('services', 'web')
const goes = thing('services', 'web', 'DELETED')
const made = [acts('create', 'services', 'web'), comes]

describe('Services are the user’s', () => {
  judges(servicesUntouched, [
    ['a Service of the suite', made],
    ['a Service that the suite deletes', [...made, acts('delete', 'services', 'web'), goes]],
    [
      'a change, which others may have made',
      [...made, thing('services', 'web', 'MODIFIED', { spec: { clusterIP: 'x' } })],
    ],
    ['a Service of nobody', [comes], { at: 0, name: 'web' }],
    ['another Service than that of the suite', [acts('create', 'services', 'db'), comes], { at: 1 }],
    ['a Service in the name of a set of the suite', [acts('create', 'clonesets', 'web'), comes], { at: 1 }],
    ['a Service that nobody deletes', [...made, goes], { at: 2 }],
    [
      'a Service that is deleted though the suite deletes another',
      [...made, acts('delete', 'services', 'db'), goes],
      { at: 3 },
    ],
    ['a marker of the suite', [thing('services', 'm', 'ADDED', { metadata: { labels: { [MARKER]: 'x' } } })]],
    ['something else', [thing('endpointslices', 'web')]],
  ])
})

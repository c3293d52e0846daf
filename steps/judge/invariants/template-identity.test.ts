import { describe } from 'node:test'
import { templateIdentity } from './template-identity.ts'
import { appears, judges, set } from './testing.ts'

const spec = { serviceName: 'peers', template: { spec: { hostname: 'host', subdomain: 'sub' } } }
const added = set({ type: 'ADDED', spec })
const alike = set({ type: 'ADDED', spec: { ...spec, template: { spec: { hostname: 'web-0', subdomain: 'peers' } } } })
const nameless = set({ type: 'ADDED', spec: { ...spec, serviceName: undefined } })
const made = (hostname?: string, subdomain?: string) => appears('web-0', { spec: { hostname, subdomain } })

describe('the identity over that of the template', () => {
  judges(templateIdentity, [
    ['the identity of the Pod', [added, made('web-0', 'peers')]],
    ['the hostname of the template', [added, made('host', 'peers')], { at: 1, name: 'web-0' }],
    ['the subdomain of the template', [added, made('web-0', 'sub')], { at: 1 }],
    ['the subdomain of the template where the set names no Service', [nameless, made('web-0', 'sub')], { at: 1 }],
    ['no subdomain where the set names no Service', [nameless, made('web-0')]],
    ['a template that says the same', [alike, made('web-0', 'peers')]],
    ['others, which are charged elsewhere', [added, made('web', 'web')]],
    ['none, which is charged elsewhere', [added, made()]],
    [
      'an empty hostname, which is charged elsewhere',
      [set({ type: 'ADDED', spec: { ...spec, template: { spec: { hostname: '' } } } }), made()],
    ],
    ['a template without any', [set({ type: 'ADDED' }), made()]],
  ])
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import { answer } from './answer.ts'
import { DOMAIN, endpoint, full, headless, namesOf, service, slice } from './testing.ts'

const names = namesOf([
  {
    service: headless('web'),
    slices: [
      slice('web', [endpoint('10.0.0.1', 'web-0'), endpoint('10.0.0.2', 'web-1')], [{ name: 'http', port: 80 }]),
    ],
  },
  { service: headless('none'), slices: [slice('none', [endpoint('10.0.0.9', 'none-0', false)])] },
  { service: service('api', { clusterIP: '10.96.0.9', ports: [{ port: 80 }] }), slices: [] },
  { service: service('out', { type: 'ExternalName', externalName: 'www.example.org' }), slices: [] },
  { service: service('in', { type: 'ExternalName', externalName: full('web') }), slices: [] },
  { service: service('lost', { type: 'ExternalName', externalName: full('nobody') }), slices: [] },
  { service: service('loop', { type: 'ExternalName', externalName: full('loop') }), slices: [] },
])

function ask(name: string, type: string, cls = 'IN') {
  const { rcode, answers, additionals, negativeOf } = answer({ name, type, class: cls }, names)
  const data = (records: typeof answers) =>
    records.map((each) => (each.type === 'SRV' ? each.data.target : each.data).replace(`.shop.svc.${DOMAIN}`, ''))
  return [rcode, data(answers), data(additionals), negativeOf] as const
}

describe('the answer to a question', () => {
  const cases: [title: string, name: string, type: string, ...expected: ReturnType<typeof ask>][] = [
    ['the name of a Service', full('web'), 'A', 'NOERROR', ['10.0.0.1', '10.0.0.2'], [], undefined],
    ['in capitals', full('WEB').toUpperCase(), 'A', 'NOERROR', ['10.0.0.1', '10.0.0.2'], [], undefined],
    ['the name of a Pod', full('web-1.web'), 'A', 'NOERROR', ['10.0.0.2'], [], undefined],
    ['a type that it does not have', full('web'), 'AAAA', 'NOERROR', [], [], DOMAIN],
    ['a type that nobody knows', full('web'), 'UNKNOWN_65', 'NOERROR', [], [], DOMAIN],
    ['any type', full('web-0.web'), 'ANY', 'NOERROR', ['10.0.0.1'], [], undefined],
    ['a name that only has names below it', `shop.svc.${DOMAIN}`, 'A', 'NOERROR', [], [], DOMAIN],
    ['a name that is not there', full('web-2.web'), 'A', 'NXDOMAIN', [], [], DOMAIN],
    ['a Service that is not there', full('nobody'), 'A', 'NXDOMAIN', [], [], DOMAIN],
    ['a headless Service without ready endpoints', full('none'), 'A', 'NXDOMAIN', [], [], DOMAIN],
    ['an endpoint that is not ready', full('none-0.none'), 'A', 'NXDOMAIN', [], [], DOMAIN],
    [
      'a port',
      full('_http._tcp.web'),
      'SRV',
      'NOERROR',
      ['web-0.web', 'web-1.web'],
      ['10.0.0.1', '10.0.0.2'],
      undefined,
    ],
    ['a port of another protocol', full('_http._udp.web'), 'SRV', 'NXDOMAIN', [], [], DOMAIN],
    ['a Service without named ports', full('api'), 'SRV', 'NOERROR', [], [], DOMAIN],
    ['an address', '2.0.0.10.in-addr.arpa', 'PTR', 'NOERROR', ['web-1.web'], [], undefined],
    ['an address of nobody', '3.0.0.10.in-addr.arpa', 'PTR', 'NXDOMAIN', [], [], 'in-addr.arpa'],
    ['an external name', full('out'), 'A', 'NOERROR', ['www.example.org'], [], undefined],
    ['an external name itself', full('out'), 'CNAME', 'NOERROR', ['www.example.org'], [], undefined],
    ['an external name of this cluster', full('in'), 'A', 'NOERROR', ['web', '10.0.0.1', '10.0.0.2'], [], undefined],
    ['an external name without such a record', full('in'), 'AAAA', 'NOERROR', ['web'], [], DOMAIN],
    ['an external name that is not there', full('lost'), 'A', 'NXDOMAIN', ['nobody'], [], DOMAIN],
    ['a name of another zone', 'www.example.org', 'A', 'REFUSED', [], [], undefined],
    ['a zone that only ends like this one', `web.not${DOMAIN}`, 'A', 'REFUSED', [], [], undefined],
    ['the root', '.', 'A', 'REFUSED', [], [], undefined],
  ]
  for (const [title, name, type, ...expected] of cases)
    it(`${type} of ${title}`, () => {
      expect(ask(name, type)).to.deep.equal(expected)
    })

  it('comes to an end where names go round', () => {
    expect(ask(full('loop'), 'A').slice(0, 2)).to.deep.equal(['NOERROR', Array.from({ length: 8 }, () => 'loop')])
  })

  it('is for the class of the Internet alone', () => {
    expect(ask(full('web'), 'A', 'CH')[0]).to.equal('REFUSED')
    expect(ask(full('web'), 'A', 'ANY')[0]).to.equal('NOERROR')
  })
})

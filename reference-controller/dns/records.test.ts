import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import type { Record } from './record.ts'
import { type Backed, recordsOf } from './records.ts'
import { reverseName } from './reverse-name.ts'
import { DOMAIN, endpoint, full, headless, service, slice } from './testing.ts'

const line = ({ name, type, data }: Record): string =>
  `${name.replace(`.shop.svc.${DOMAIN}`, '')} ${type} ${typeof data === 'string' ? data : `${data.port} ${data.target}`}`.replaceAll(
    `.shop.svc.${DOMAIN}`,
    '',
  )
const lines = (backed: Backed): string[] => recordsOf(backed, DOMAIN).map(line)
const HTTP = { name: 'http', port: 8080, protocol: 'TCP' }

describe('the records of a Service', () => {
  const cases: [title: string, backed: Backed, expected: string[]][] = [
    [
      'with a cluster IP: its address, its named ports, and its PTR record',
      {
        service: service('api', {
          clusterIP: '10.96.0.9',
          clusterIPs: ['10.96.0.9', 'fd00::9'],
          ports: [{ name: 'http', port: 80, targetPort: 8080 }, { port: 81 }],
        }),
        slices: [slice('api', [endpoint('10.0.0.1', 'web-0')], [HTTP])],
      },
      [
        'api A 10.96.0.9',
        '9.0.96.10.in-addr.arpa PTR api',
        'api AAAA fd00::9',
        `${reverseName('fd00::9')} PTR api`,
        '_http._tcp.api SRV 80 api',
      ],
    ],
    [
      'without a cluster IP yet: none',
      { service: service('api', { ports: [{ name: 'http', port: 80 }] }), slices: [] },
      [],
    ],
    [
      'that is headless: its ready endpoints under its own name and under theirs',
      {
        service: headless('web'),
        slices: [
          slice(
            'web',
            [endpoint('10.0.0.1', 'web-0'), endpoint('10.0.0.2', 'web-1', false)],
            [HTTP, { name: '', port: 9 }, { name: 'dns', port: 53, protocol: 'UDP' }, { name: 'any' }],
          ),
        ],
      },
      [
        'web A 10.0.0.1',
        'web-0.web A 10.0.0.1',
        '1.0.0.10.in-addr.arpa PTR web-0.web',
        '_http._tcp.web SRV 8080 web-0.web',
        '_dns._udp.web SRV 53 web-0.web',
      ],
    ],
    [
      'that is headless, of endpoints without hostnames and without conditions',
      { service: headless('web'), slices: [slice('web', [endpoint('10.0.0.7', undefined, undefined)])] },
      ['web A 10.0.0.7', '10-0-0-7.web A 10.0.0.7', '7.0.0.10.in-addr.arpa PTR 10-0-0-7.web'],
    ],
    [
      'that is headless, with endpoints of IPv6, and with one that two slices list',
      {
        service: headless('web'),
        slices: [
          slice('web', [endpoint('10.0.0.1', 'web-0')]),
          slice('web', [endpoint('10.0.0.1', 'web-0')]),
          { ...slice('web', [endpoint('fd00::1', 'web-0')]), addressType: 'IPv6' },
          { ...slice('web', [endpoint('db.example', 'db')]), addressType: 'FQDN' },
        ],
      },
      [
        'web A 10.0.0.1',
        'web-0.web A 10.0.0.1',
        '1.0.0.10.in-addr.arpa PTR web-0.web',
        'web AAAA fd00::1',
        'web-0.web AAAA fd00::1',
        `${reverseName('fd00::1')} PTR web-0.web`,
      ],
    ],
    [
      'with an external name: an alias and nothing else',
      {
        service: service('db', {
          type: 'ExternalName',
          externalName: 'DB.example.org.',
          ports: [{ name: 'x', port: 1 }],
        }),
        slices: [slice('db', [endpoint('10.0.0.1')])],
      },
      ['db CNAME db.example.org'],
    ],
    ['with an empty external name: none', { service: service('db', { type: 'ExternalName' }), slices: [] }, []],
  ]
  for (const [title, backed, expected] of cases)
    it(title, () => {
      expect(lines(backed)).to.deep.equal(expected)
    })

  it('are in lower case', () => {
    const backed = {
      service: headless('Web'),
      slices: [slice('Web', [endpoint('10.0.0.1', 'WEB-0')], [{ ...HTTP, name: 'HTTP' }])],
    }
    for (const { name, data } of recordsOf(backed, DOMAIN)) {
      const target = typeof data === 'string' ? data : data.target
      expect(name + target).to.equal((name + target).toLowerCase())
    }
  })

  it('are N times M SRV records for N ready endpoints and M named ports', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 5 }),
        fc.nat(30),
        (ready, named, unready) => {
          const endpoints = Array.from({ length: ready + unready }, (_, index) =>
            endpoint(`10.0.0.${index}`, `web-${index}`, index < ready),
          )
          const ports = Array.from({ length: named }, (_, index) => ({ name: `p${index}`, port: index + 1 }))
          const found = recordsOf({ service: headless('web'), slices: [slice('web', endpoints, ports)] }, DOMAIN)
          const srv = found.flatMap(({ type, data }) => (type === 'SRV' ? [data] : []))
          expect(srv).to.have.lengthOf(ready * named)
          // Every target is a name that resolves.
          const hosts = new Set(found.flatMap(({ name, type }) => (type === 'A' ? [name] : [])))
          for (const { target } of srv) expect(hosts.has(target)).to.equal(true)
          expect(found.filter(({ name, type }) => type === 'A' && name === full('web'))).to.have.lengthOf(ready)
        },
      ),
    )
  })
})

describe('the name of a PTR record', () => {
  const cases: [address: string, name: string][] = [
    ['10.96.0.1', '1.0.96.10.in-addr.arpa'],
    ['2001:db8::1', `1.0.0.0.${'0.'.repeat(20)}8.b.d.0.1.0.0.2.ip6.arpa`],
    ['::', `${'0.'.repeat(32)}ip6.arpa`],
    ['fd00:1:2:3:4:5:6:789', '9.8.7.0.6.0.0.0.5.0.0.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.d.f.ip6.arpa'],
    ['::ffff:10.0.0.1', `1.0.0.0.0.0.a.0.f.f.f.f.${'0.'.repeat(20)}ip6.arpa`],
  ]
  for (const [address, name] of cases)
    it(`of ${address}`, () => {
      expect(reverseName(address)).to.equal(name)
    })
})

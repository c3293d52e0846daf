import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { TraceEvent } from '../../observe/trace.ts'
import { names } from '../changes-testing.ts'
import { pod, thing } from '../invariants/testing.ts'
import { fullName } from './dns.ts'
import { answers, window } from './testing.ts'

const kept = { kind: 'kept' }
const full = 'web.run-0-1.svc'
const at = (name: string, podIP: string) => pod(name, { status: { podIP } })
const virtual = (...clusterIPs: string[]) => thing('services', 'web', 'ADDED', { spec: { clusterIPs } })

type Type = Extract<TraceEvent, { kind: 'resolved' }>['type']
const answer = (type: Type, records: string[], name = full, status = 'NOERROR'): TraceEvent => ({
  kind: 'resolved',
  domain: 'cluster.example',
  ...{ name, type, status, records },
})
/** The answers of both families. */
const gives = (records: string[], name = full): TraceEvent[] => [
  answer('A', records, name),
  answer('AAAA', [], name, 'NXDOMAIN'),
]

describe('what DNS answers', () => {
  answers('DNS name {word} resolves to {answer}', [
    [
      'the addresses, in any order',
      [at('web-0', '10.0.0.2'), at('web-1', '10.0.0.1'), window, ...gives(['10.0.0.1', '10.0.0.2'])],
      ['web', names('Pod', 'web-0', 'web-1')],
      kept,
    ],
    ['no name, as promised', [window, ...gives([])], ['web', names('Pod')], kept],
    [
      'no name',
      [at('web-0', '10.0.0.2'), window, ...gives([])],
      ['web', names('Pod', 'web-0')],
      { kind: 'pending', because: `${full} resolves to other addresses`, expected: ['10.0.0.2'], seen: [] },
    ],
    [
      'one address more',
      [at('web-0', '10.0.0.2'), window, ...gives(['10.0.0.2', '10.0.0.3'])],
      ['web', names('Pod', 'web-0')],
      'pending',
    ],
    ['nothing yet', [at('web-0', '10.0.0.2'), window], ['web', names('Pod', 'web-0')], 'pending'],
    ['nothing yet where no name is promised', [window], ['web', names('Pod')], 'pending'],
    ['another name', [window, ...gives([], 'web.other.svc')], ['web', names('Pod')], 'pending'],
    ['a name that is whole', [window, ...gives([], 'web.other.svc')], ['web.other.svc', names('Pod')], kept],
    [
      'an address while the Pod is gone',
      [window, ...gives(['10.0.0.2'])],
      ['web', names('Pod', 'web-0')],
      { kind: 'pending', because: 'Pod web-0 has no address', seen: ['10.0.0.2'] },
    ],
    [
      'nothing, while one of two Pods has no address',
      [at('web-0', '10.0.0.2'), thing('pods', 'web-1'), window, ...gives(['10.0.0.2'])],
      ['web', names('Pod', 'web-0', 'web-1')],
      { kind: 'pending', because: 'Pod web-0 or web-1 has no address', seen: ['10.0.0.2'] },
    ],
    [
      'the addresses of a Service',
      [virtual('10.96.0.1', 'fd00::1'), window, answer('A', ['10.96.0.1']), answer('AAAA', ['fd00::1'])],
      ['web', names('Service', 'web')],
      kept,
    ],
    [
      'nothing, for a Service that has no address',
      [virtual('None'), window, ...gives([])],
      ['web', names('Service', 'web')],
      { kind: 'pending', because: 'Service web has no address', seen: [] },
    ],
    [
      'nothing, for a Service that is not there',
      [window, ...gives([])],
      ['web', names('Service', 'web')],
      { kind: 'pending', because: 'Service web has no address', seen: [] },
    ],
  ])
})

describe('what the resolver of a Pod answers', () => {
  const says = (line: string, from: string) => ({ kind: 'said', pod: from, uid: from, line }) as const
  const here = 'conformance-resolves-here-0'
  answers('short name {word} resolves to {answer} in a Pod of {place}', [
    [
      'the address',
      [at('web-0', '10.0.0.2'), window, says('web-0.web A 10.0.0.2', here)],
      ['web-0.web', names('Pod', 'web-0'), 'the same namespace'],
      kept,
    ],
    [
      'the address, in another place',
      [at('web-0', '10.0.0.2'), window, says('web-0.web A 10.0.0.2', here)],
      ['web-0.web', names('Pod', 'web-0'), 'another namespace'],
      'pending',
    ],
    [
      'no name, in another place',
      [window, says('web-0.web none', 'conformance-resolves-elsewhere-1')],
      ['web-0.web', names('Pod'), 'another namespace'],
      kept,
    ],
  ])
})

describe('where SRV records point', () => {
  const port = '_peer._tcp.web'
  const own = `${port}.run-0-1.svc`
  const target = (ordinal: number, service = 'web') => `7000 web-${ordinal}.${service}.run-0-1.svc.cluster.example`
  answers('SRV name {word} points to port {int} of {answer}', [
    [
      'the Pods',
      [window, answer('SRV', [target(0), target(1)], own)],
      [port, 7000, names('Pod', 'web-1', 'web-0')],
      kept,
    ],
    ['no name, as promised', [window, answer('SRV', [], own, 'NXDOMAIN')], [port, 7000, names('Pod')], kept],
    [
      'other Pods',
      [window, answer('SRV', [target(1)], own)],
      [port, 7000, names('Pod', 'web-0')],
      { kind: 'pending', because: `${own} points elsewhere`, expected: [target(0)], seen: [target(1)] },
    ],
    ['another port', [window, answer('SRV', [target(0)], own)], [port, 7001, names('Pod', 'web-0')], 'pending'],
    [
      'another Service',
      [window, answer('SRV', [target(0, 'db')], own)],
      [port, 7000, names('Pod', 'web-0')],
      'pending',
    ],
    [
      'nothing yet',
      [window],
      [port, 7000, names('Pod', 'web-0')],
      {
        kind: 'pending',
        because: `${own} points elsewhere`,
        expected: ['7000 web-0.web.run-0-1.svc.<domain>'],
        seen: undefined,
      },
    ],
  ])
})

describe('a name without the cluster domain', () => {
  for (const [name, expected] of [
    ['web-0.web', 'web-0.web.ns.svc'],
    ['web.other.svc', 'web.other.svc'],
    ['svc.web', 'svc.web.ns.svc'],
    ['websvc', 'websvc.ns.svc'],
  ] as const)
    it(name, () => {
      expect(fullName(name, 'ns')).to.equal(expected)
    })
})

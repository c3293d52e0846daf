import { describe, it } from 'node:test'
import { expect } from 'chai'
import { history } from '../testing.ts'
import type { TraceEvent } from '../trace.ts'
import { lastAnswer, resolvedAddresses } from './resolved.ts'

type Type = Extract<TraceEvent, { kind: 'resolved' }>['type']

const answer = (name: string, type: Type, status: string, ...records: string[]): TraceEvent => ({
  kind: 'resolved',
  domain: 'cluster.example',
  ...{ name, type, status, records },
})
const none = (name: string, type: Type) => answer(name, type, 'NXDOMAIN')

describe('the addresses that DNS gives to a name', () => {
  const cases: [title: string, entries: TraceEvent[], expected: string[] | undefined][] = [
    ['are unknown before it was asked', [], undefined],
    ['are unknown before it was asked for both families', [answer('web', 'A', 'NOERROR', '10.0.0.1')], undefined],
    ['are none where there is no such name', [none('web', 'A'), none('web', 'AAAA')], []],
    ['are none where the name has none', [answer('web', 'A', 'NOERROR'), answer('web', 'AAAA', 'NOERROR')], []],
    [
      'are those of both families',
      [answer('web', 'A', 'NOERROR', '10.0.0.9', '10.0.0.10'), answer('web', 'AAAA', 'NOERROR', '::1')],
      ['10.0.0.9', '10.0.0.10', '::1'],
    ],
    [
      'are those of the last answers',
      [answer('web', 'A', 'NOERROR', '10.0.0.1'), none('web', 'AAAA'), answer('web', 'A', 'NOERROR', '10.0.0.2')],
      ['10.0.0.2'],
    ],
    [
      'are unknown where the server can no longer tell',
      [none('web', 'A'), none('web', 'AAAA'), answer('web', 'AAAA', 'SERVFAIL')],
      undefined,
    ],
    [
      'are not those of another name',
      [none('web', 'A'), none('web', 'AAAA'), answer('web-0.web', 'A', 'NOERROR', '10.0.0.1')],
      [],
    ],
  ]
  for (const [title, entries, expected] of cases)
    it(title, () => {
      expect(resolvedAddresses(history(...entries), 'web')).to.deep.equal(expected)
    })
})

describe('the last answer of DNS', () => {
  it('is of that type', () => {
    const trace = history(answer('web', 'SRV', 'NOERROR', '80 a'), answer('web', 'A', 'NOERROR', '10.0.0.1'))
    expect(lastAnswer(trace, 'web', 'SRV')).to.deep.include({ records: ['80 a'], domain: 'cluster.example' })
    expect(lastAnswer(trace, 'web', 'AAAA')).to.equal(undefined)
  })

  it('is none where no answer came', () => {
    expect(lastAnswer(history(answer('web', 'A', 'unanswered')), 'web', 'A')).to.equal(undefined)
  })
})

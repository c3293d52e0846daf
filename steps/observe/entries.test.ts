import { describe, it } from 'node:test'
import { expect } from 'chai'
import { describeEntry, lastEntries } from './await-trace.ts'
import { history, object, seen } from './testing.ts'
import type { TraceEvent } from './trace.ts'

const action = { kind: 'action', verb: 'create', resource: 'pods', name: 'web-0' } as const
const cases: [TraceEvent, string][] = [
  [seen('pods', 'ADDED', object('web-0', { status: { phase: 'Running' } })), 'ADDED pods/web-0 Running'],
  [seen('pods', 'DELETED', object('web-0')), 'DELETED pods/web-0'],
  [{ kind: 'step', keyword: 'When', text: 'time passes' }, 'When time passes'],
  [{ kind: 'window' }, 'the window opens'],
  [{ kind: 'expectation', phrase: 'p', args: [], text: 'no Pods exist' }, 'expected: no Pods exist'],
  [{ ...action, own: true }, 'suite: create pods/web-0'],
  [{ ...action, own: false }, 'step: create pods/web-0'],
  [{ kind: 'answered', text: 'no', code: 403 }, 'answered 403: no'],
  [{ kind: 'said', pod: 'web-0', uid: 'u', line: 'ready' }, 'web-0 said: ready'],
  [
    {
      kind: 'resolved',
      name: 'web.ns.svc',
      domain: 'd',
      type: 'A',
      status: 'NOERROR',
      records: ['10.0.0.1', '10.0.0.2'],
    },
    'DNS A web.ns.svc: NOERROR 10.0.0.1 10.0.0.2',
  ],
  [
    { kind: 'resolved', name: 'web.ns.svc', domain: 'd', type: 'SRV', status: 'NXDOMAIN', records: [] },
    'DNS SRV web.ns.svc: NXDOMAIN',
  ],
  [{ kind: 'printed', code: 1, text: 'error: no\n' }, 'exit code 1: error: no'],
  [{ kind: 'response', body: { kind: 'Scale' } }, 'response: {"kind":"Scale"}'],
  [{ kind: 'settled', rests: true, tookMs: 1, how: 'quiet', moving: [] }, 'settled (quiet)'],
  [{ kind: 'judged', expectation: 3, when: 'unasked' }, 'judged 3 (unasked)'],
  [{ kind: 'absent', resource: 'pods', name: 'web-0' }, 'there is no pods/web-0'],
  [{ kind: 'skipped', reason: 'no nodes' }, 'skipped: no nodes'],
  [{ kind: 'harness-error', message: 'broken' }, 'harness error: broken'],
  [{ kind: 'ended' }, 'ended'],
  [{ kind: 'gap', resource: 'pods', reason: '410' }, 'GAP in pods: 410'],
]

describe('an entry of a trace in a few words', () => {
  for (const [event, words] of cases)
    it(words, () => {
      const [entry] = history(event).entries
      expect(entry && describeEntry(entry)).to.equal(words)
    })
})

describe('the last entries of a trace', () => {
  it('are ten, with their times', () => {
    const lines = lastEntries(history(...cases.map(([event]) => event)).entries).split('\n')
    expect(lines).to.have.length(10)
    expect(lines[0]).to.equal('  10 ms DNS SRV web.ns.svc: NXDOMAIN')
    expect(lines[9]).to.equal('  19 ms GAP in pods: 410')
  })
})

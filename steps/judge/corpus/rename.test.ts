import { describe, it } from 'node:test'
import { expect } from 'chai'
import { header, history, object, seen } from '../../observe/testing.ts'
import type { TraceEvent } from '../../observe/trace.ts'
import type { TraceFile } from '../trace-file.ts'
import { rename } from './rename.ts'

const uid = (digit: number) => `${digit}1111111-2222-3333-4444-555555555555`
const head = { run: 'sts-conformance-abc', namespace: 'sts-conformance-abc-0-1' }
const renamed = (...events: TraceEvent[]) => rename({ header: header(head), entries: history(...events).entries }).file
const objects = ({ entries }: TraceFile) => entries.flatMap((entry) => (entry.kind === 'seen' ? [entry.object] : []))
const versioned = (resourceVersion: string) => seen('pods', 'ADDED', object('web-0', { metadata: { resourceVersion } }))

describe('a renamed trace', () => {
  it('has uids by their first appearance, wherever they stand', () => {
    const owner = [{ apiVersion: 'v1', kind: 'X', name: 'x', uid: uid(9) }]
    const [first, second] = objects(
      renamed(
        seen('pods', 'ADDED', object('web-0', { metadata: { uid: uid(9) } })),
        seen('pods', 'ADDED', object('web-1', { metadata: { uid: uid(1), ownerReferences: owner } })),
      ),
    )
    expect([first?.metadata.uid, second?.metadata.uid]).to.deep.equal(['uid-1', 'uid-2'])
    expect(second?.metadata.ownerReferences?.[0]?.uid).to.equal('uid-1')
  })

  it('has versions without gaps, in the same order', () => {
    const versions = objects(renamed(versioned('1000'), versioned('99'), versioned('1000'), versioned('20000')))
    expect(versions.map(({ metadata }) => metadata.resourceVersion)).to.deep.equal(['2', '1', '2', '3'])
  })

  it('has times in the same order', () => {
    const at = (deletionTimestamp: string) =>
      seen('pods', 'MODIFIED', object('web-0', { metadata: { deletionTimestamp } }))
    const times = objects(renamed(at('2030-06-01T10:00:09Z'), at('2029-06-01T10:00:10Z')))
    expect(times.map(({ metadata }) => metadata.deletionTimestamp)).to.deep.equal([
      '2000-01-01T00:00:01Z',
      '2000-01-01T00:00:00Z',
    ])
  })

  it('has times at the same distances where an expectation is about them', () => {
    const since = (creationTimestamp: string) =>
      seen('pods', 'ADDED', object('web-0', { metadata: { creationTimestamp } }))
    const phrase = 'Pod {name} was ready at least {int} second(s) before {podEvent}'
    const times = objects(
      renamed(since('2030-06-01T10:00:09Z'), since('2030-06-01T10:01:10Z'), {
        kind: 'expectation',
        phrase,
        args: [],
        text: '',
      }),
    )
    expect(times.map(({ metadata }) => metadata.creationTimestamp)).to.deep.equal([
      '2000-01-01T00:00:00Z',
      '2000-01-01T00:01:01Z',
    ])
  })

  it('names neither the run nor its namespace', () => {
    const file = renamed({ kind: 'harness-error', message: `in ${head.namespace} of ${head.run}` })
    expect(file.header).to.deep.include({ run: 'run', namespace: 'example' })
    expect(file.entries[0]).to.deep.include({ message: 'in example of run' })
  })

  it('has addresses and names of events by their first appearance', () => {
    const named = (name: string, podIP: string) => seen('events', 'ADDED', object(name, { status: { podIP } }))
    const found = objects(renamed(named('web.17f3a2b4c5d6e7f8', '10.9.8.7'), named('web.1111111111111111', '10.9.8.6')))
    expect(found.map(({ metadata, status }) => [metadata.name, status?.['podIP']])).to.deep.equal([
      ['web.event-1', '10.0.0.1'],
      ['web.event-2', '10.0.0.2'],
    ])
  })

  it('says how long something took only where it never ended', () => {
    const settled = (rests: boolean): TraceEvent => ({
      kind: 'settled',
      rests,
      tookMs: 77,
      how: 'quiet, 3 rounds',
      moving: [],
    })
    const { entries } = renamed(settled(true), settled(false))
    expect(entries[0]).to.deep.include({ tookMs: 0, how: 'quiet', at: 0 })
    expect(entries[1]).to.deep.include({ tookMs: 77, how: 'quiet, 3 rounds', at: 1 })
  })

  it('renames what else speaks of it', () => {
    const file = { header: header(head), entries: history(versioned('5')).entries }
    expect(rename(file).renamed(`${head.namespace} ${uid(3)}`)).to.equal(`example ${uid(3)}`)
  })
})

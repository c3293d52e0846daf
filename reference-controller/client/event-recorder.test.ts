import { describe, it } from 'node:test'
import { expect } from 'chai'
import { controlledClock } from '../clock.ts'
import { countingIds } from '../ids.ts'
import { eventRecorder } from './event-recorder.ts'
import type { ApiClient, EventObject } from './index.ts'

const NOW = Date.parse('2026-01-01T00:00:00Z')
const TYPE = { apiVersion: 'apps/v1', kind: 'StatefulSet' }
const web = { metadata: { name: 'web', namespace: 'n', uid: 'set' } }

interface Counted {
  count: number
  message: string
}

function staged(fails = false) {
  const clock = controlledClock(NOW)
  const events = new Map<string, EventObject & Counted>()
  const client = {
    create: async (_: unknown, __: string, event: EventObject & Counted) => {
      if (fails) throw new Error('no')
      events.set(event.metadata.name, event)
    },
    patch: async (_: unknown, __: string, name: string, { body }: { body: Counted }) => {
      Object.assign(events.get(name) ?? {}, body)
    },
  } as unknown as ApiClient
  const recorder = eventRecorder(client, clock, countingIds(), 'a-test')
  const record = (message: string, set = web) => recorder.record(set, TYPE, { type: 'Normal', reason: 'Done', message })
  return {
    clock,
    record,
    recorder,
    told: () => [...events.values()].map(({ count, message }) => `${count} ${message}`),
    events,
  }
}

describe('eventRecorder', () => {
  it('writes an event about an object', async () => {
    const { record, recorder, events } = staged()
    record('well done')
    await recorder.flushed()
    const [event] = events.values()
    expect(event).to.deep.include({
      involvedObject: { ...TYPE, namespace: 'n', name: 'web', uid: 'set' },
      ...{ type: 'Normal', reason: 'Done', message: 'well done', count: 1 },
      ...{ firstTimestamp: '2026-01-01T00:00:00Z', source: { component: 'a-test' }, reportingComponent: 'a-test' },
    })
    expect(event?.metadata.name).to.match(/^web\.[0-9a-f]{16}$/)
  })

  it('counts the same message up', async () => {
    const { record, recorder, told } = staged()
    for (let time = 0; time < 3; time++) record('again')
    await recorder.flushed()
    expect(told()).to.deep.equal(['3 again'])
  })

  it('combines from the tenth similar message on, but not those told before', async () => {
    const { record, recorder, told, events } = staged()
    for (let number = 1; number <= 12; number++) record(`number ${number}`)
    record('number 1')
    await recorder.flushed()
    expect(told().at(0)).to.equal('2 number 1')
    expect(told().slice(8)).to.deep.equal(['1 number 9', '3 (combined from similar events): number 12'])
    expect([...events.values()].at(-1)?.['reportingComponent']).to.equal('')
  })

  it('tells them one by one again after ten minutes of silence', async () => {
    const { clock, record, recorder, told } = staged()
    for (let number = 1; number <= 10; number++) record(`number ${number}`)
    clock.advance(600_001)
    record('later')
    await recorder.flushed()
    expect(told().at(-1)).to.equal('1 later')
  })

  it('lets 25 through per object, and then one every five minutes', async () => {
    const { clock, record, recorder, told } = staged()
    for (let time = 0; time < 40; time++) record('again')
    record('something else', { metadata: { name: 'other', namespace: 'n', uid: 'other' } })
    await recorder.flushed()
    expect(told()).to.deep.equal(['25 again', '1 something else'])
    clock.advance(300_000)
    for (let time = 0; time < 3; time++) record('again')
    await recorder.flushed()
    expect(told()[0]).to.equal('26 again')
  })

  it('does not fail where an event cannot be written', async () => {
    const { record, recorder } = staged(true)
    record('lost')
    await recorder.flushed()
  })
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import { created, labelled } from '../changes-testing.ts'
import { appears, pod } from '../invariants/testing.ts'
import { expectations, NOTHING_ELSE } from './index.ts'
import { answers, window } from './testing.ts'

describe('nothing else changed', () => {
  answers(NOTHING_ELSE, [
    ['nothing did', [window], [], { kind: 'kept' }],
    ['only what a Then speaks of', [window, created('web-0'), appears('web-0')], [], { kind: 'kept' }],
    [
      'a Pod came and one was changed',
      [pod('web-0', { type: 'ADDED' }), window, appears('web-1'), pod('web-0', { metadata: labelled({ a: 'b' }) })],
      [],
      {
        kind: 'broken',
        because: 'something else changed',
        expected: [],
        seen: ['pods/web-1 created', 'pods/web-0 changed labels[a]'],
        at: 2,
      },
    ],
  ])
})

describe('the phrases of Thens', () => {
  it('have a check each, and a wait where others than the controller keep them', () => {
    const inTime = Object.entries(expectations).flatMap(([phrase, { within }]) =>
      within ? [`${phrase}: ${within}`] : [],
    )
    expect(inTime).to.deep.equal([
      '{objects} find(s) what its/their predecessors wrote: containerSpeaks',
      'event {word} was recorded about {object}: eventArrives',
      'only these events were recorded about {object}:: eventArrives',
      'Service {name} reaches only {objects}: comesTrue',
      'the EndpointSlices of Service {name} list:: comesTrue',
      'DNS name {word} resolves to {answer}: dnsFollows',
      'short name {word} resolves to {answer} in a Pod of {place}: dnsFollows',
      'SRV name {word} points to port {int} of {answer}: dnsFollows',
    ])
  })

  it('are judged once more after a quiet window where nothing tells that the last word has come', () => {
    const quiet = Object.entries(expectations).flatMap(([phrase, { thenQuiet }]) => (thenQuiet ? [phrase] : []))
    expect(quiet).to.deep.equal(['only these events were recorded about {object}:'])
  })
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import { expectations } from '../judge/index.ts'
import { step } from './expectations-testing.ts'
import { stepMatcher } from './phrases.ts'

const match = stepMatcher(Object.keys(expectations))
const pods = (...names: string[]) => ({ what: 'Pod', names })
const pod = (name: string) => ({ what: 'Pod', name })

/** A sentence of each phrase, and what its parameters are. */
const sentences: [sentence: string, phrase: string, ...args: unknown[]][] = [
  ['only Pods web-0 and web-2 exist', '{exactly} exist(s)', pods('web-0', 'web-2')],
  ['no Pods exist', '{exactly} exist(s)', pods()],
  ['only claim data-web-0 exists', '{exactly} exist(s)', { what: 'claim', names: ['data-web-0'] }],
  ['no claims exist', '{exactly} exist(s)', { what: 'claim', names: [] }],
  ['only Pod web-0 was created', '{exactly} was/were {verb}', pods('web-0'), 'created'],
  ['no Pods were deleted', '{exactly} was/were {verb}', pods(), 'deleted'],
  [
    'only Pods web-1 to web-3 were created, in this order',
    '{exactly} were {verb}, in this order',
    pods('web-1', 'web-2', 'web-3'),
    'created',
  ],
  [
    'each Pod was created only after every lower one was ready',
    'each Pod was {verb} only after {milestone}',
    'created',
    'every lower one was ready',
  ],
  [
    'each Pod was deleted only after the one before was gone',
    'each Pod was {verb} only after {milestone}',
    'deleted',
    'the one before was gone',
  ],
  [
    'each Pod was deleted only after the one before was replaced and ready',
    'each Pod was {verb} only after {milestone}',
    'deleted',
    'the one before was replaced and ready',
  ],
  [
    'Pod web-0 was ready before Pod web-1 was created',
    '{podEvent} before {podEvent}',
    { name: 'web-0', what: 'ready' },
    { name: 'web-1', what: 'created' },
  ],
  [
    'Pod web-2 was gone before Pod web-1 was deleted',
    '{podEvent} before {podEvent}',
    { name: 'web-2', what: 'gone' },
    { name: 'web-1', what: 'deleted' },
  ],
  [
    'Pod web-0 was ready at least 3 seconds before Pod web-1 was created',
    'Pod {name} was ready at least {int} second(s) before {podEvent}',
    'web-0',
    3,
    { name: 'web-1', what: 'created' },
  ],
  [
    'Pod web-0 was deleted with a grace period of 30 seconds',
    'Pod {name} was deleted with a grace period of {int} seconds',
    'web-0',
    30,
  ],
  ['Pod web-0 is new', '{objects} is/are {sameness}', pods('web-0'), 'new'],
  [
    'Pods web-0, web-1 and web-2 are the same as before',
    '{objects} is/are {sameness}',
    pods('web-0', 'web-1', 'web-2'),
    'the same as before',
  ],
  ['Pod web-0 runs the old template', '{objects} run(s) the {template} template', pods('web-0'), 'old'],
  [
    'Pods web-0 and web-1 run the new template',
    '{objects} run(s) the {template} template',
    pods('web-0', 'web-1'),
    'new',
  ],
  ['StatefulSet web has a new update revision', 'StatefulSet {name} has a new update revision', 'web'],
  [
    'Pod web-0 uses claim data-web-0 as volume data',
    'Pod {name} uses claim {name} as volume {name}',
    'web-0',
    'data-web-0',
    'data',
  ],
  ['each claim was created before its Pod', 'each claim was created before its Pod'],
  ['Pod web-0 is owned by StatefulSet web', '{object} is owned by {owner}', pod('web-0'), 'web'],
  [
    'claim data-web-0 is owned by nobody',
    '{object} is owned by {owner}',
    { what: 'claim', name: 'data-web-0' },
    'nobody',
  ],
  [
    'claim data-web-1 was owned by Pod web-1 when Pod web-1 was deleted',
    '{object} was owned by {owner} when Pod {name} was deleted',
    { what: 'claim', name: 'data-web-1' },
    'Pod web-1',
    'web-1',
  ],
  [
    'event SuccessfulCreate was recorded about StatefulSet web',
    'event {word} was recorded about {object}',
    'SuccessfulCreate',
    { what: 'StatefulSet', name: 'web' },
  ],
  [
    'Service web reaches only Pods web-0 to web-1',
    'Service {name} reaches only {objects}',
    'web',
    pods('web-0', 'web-1'),
  ],
  [
    'Pods web-0 and web-1 find what their predecessors wrote',
    '{objects} find(s) what its/their predecessors wrote',
    pods('web-0', 'web-1'),
  ],
  ['DNS name web-0.web resolves to Pod web-0', 'DNS name {word} resolves to {answer}', 'web-0.web', pods('web-0')],
  ['DNS name web resolves to no Pods', 'DNS name {word} resolves to {answer}', 'web', pods()],
  ['only revisions a and b exist', '{exactly} exist(s)', { what: 'revision', names: ['a', 'b'] }],
  ['no revisions exist', '{exactly} exist(s)', { what: 'revision', names: [] }],
  [
    'the API server rejected the request with 422 Invalid',
    'the API server rejected the request with {refusal}',
    { code: 422, reason: 'Invalid' },
  ],
  [
    'the API server rejected field spec.volumeClaimTemplates[0].spec.resources[storage] as FieldValueRequired',
    'the API server rejected field {word} as {word}',
    'spec.volumeClaimTemplates[0].spec.resources[storage]',
    'FieldValueRequired',
  ],
  ['the generation of StatefulSet web rose by 0', 'the generation of StatefulSet {name} rose by {int}', 'web', 0],
  [
    'only these events were recorded about StatefulSet web:',
    'only these events were recorded about {object}:',
    { what: 'StatefulSet', name: 'web' },
  ],
  [
    'DNS name web resolves to Service web',
    'DNS name {word} resolves to {answer}',
    'web',
    { what: 'Service', names: ['web'] },
  ],
  ['the EndpointSlices of Service web list:', 'the EndpointSlices of Service {name} list:', 'web'],
  [
    'SRV name _peer._tcp.web points to port 7000 of Pods web-0 to web-1',
    'SRV name {word} points to port {int} of {answer}',
    '_peer._tcp.web',
    7000,
    pods('web-0', 'web-1'),
  ],
  [
    'short name web-0.web resolves to no Pods in a Pod of another namespace',
    'short name {word} resolves to {answer} in a Pod of {place}',
    'web-0.web',
    pods(),
    'another namespace',
  ],
  ['nothing else changed', 'nothing else changed'],
]

describe('a sentence is read by its phrase', () => {
  for (const [sentence, phrase, ...args] of sentences)
    it(sentence, () => {
      expect(match(step(`Then ${sentence}`))).to.deep.equal({ phrase, args })
    })

  const table = [['spec.hostname', '<name>']]
  it('with a table after what its parameters are', () => {
    const expected = { phrase: '{object} has:', args: [pod('web-0'), table] }
    expect(match(step('Then Pod web-0 has:', table))).to.deep.equal(expected)
    expect(match(step('Then every Pod has:', table))).to.deep.equal({ phrase: 'every Pod has:', args: [table] })
    const answered = 'the API server answered with:'
    expect(match(step(`Then ${answered}`, table))).to.deep.equal({ phrase: answered, args: [table] })
  })

  it('with a docstring after what its parameters are', () => {
    const expected = { phrase: 'StatefulSet {name} reports:', args: ['web', 'replicas: 3'] }
    expect(match(step('Then StatefulSet web reports:', 'replicas: 3'))).to.deep.equal(expected)
  })

  it('of what kubectl printed', () => {
    const phrase = 'kubectl {outcome} and printed:'
    expect(match(step('Then kubectl failed and printed:', 'no'))).to.deep.equal({ phrase, args: ['failed', 'no'] })
  })

  it('of every phrase', () => {
    const spoken = new Set([
      ...sentences.map(([, phrase]) => phrase),
      '{object} has:',
      'every Pod has:',
      'the API server answered with:',
      'kubectl {outcome} and printed:',
      'StatefulSet {name} reports:',
    ])
    expect([...spoken].sort()).to.deep.equal(Object.keys(expectations).sort())
  })

  for (const sentence of [
    'the moon is full',
    'only quota small exists',
    'Pods exist',
    'Pod Web-0 is new',
    'Pod web-0 was bound before Pod web-1 was created',
  ])
    it(`or by none: ${sentence}`, () => {
      expect(match(step(`Then ${sentence}`))).to.equal(undefined)
    })
})

import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { systemClock } from '../../../clock.ts'
import { randomIds } from '../../../ids.ts'
import { type ApiServer, startApiServer } from '../../index.ts'
import { type Exchange, play, stories } from './replay.ts'

const recorded: Record<string, Exchange[]> = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8'))

/** Where the two servers differ on purpose: only the code is compared. */
const DIFFERENCES: Record<string, string> = {
  'POST(yaml) $ns/configmaps kind: [': 'another YAML parser words its errors differently',
  'PATCH(merge) $ns/configmaps/a {"data":5}': 'the message quotes the object with its managedFields',
  'PATCH(merge) $ns/configmaps/a?fieldValidation=Strict {"zork":5}':
    'the message quotes the object with its managedFields',
  'PATCH(merge) $apps/statefulsets/web/scale {"spec":{"replicas":"a"}}':
    'the message quotes the object in another order',
  'GET $ns/configmaps?limit=1&continue=abc': 'another JSON parser words its errors differently',
  'DELETE $ns/pods/p {bad': 'another JSON parser words its errors differently',
  'POST $ns/pods {"kind":"Pod","apiVersion":"v2"}':
    'versions that do not exist are not told from those of other groups',
}

/** Answers as a real kube-apiserver 1.36.3 gave them: record.ts wrote them down. */
describe('answers like kube-apiserver', () => {
  let server: ApiServer
  before(async () => {
    server = await startApiServer({ clock: systemClock(), ids: randomIds() })
  })
  after(() => server.stop())

  for (const [index, [story, lines]] of Object.entries(stories()).entries()) {
    it(story, async () => {
      const expected = recorded[story]
      expect(
        expected?.map(({ request }) => request),
        'stories.yaml has changed: record again',
      ).to.deep.equal(lines)
      const answers = await play(server, `parity-${index}`, lines)
      expect(answers.map(comparable)).to.deep.equal(expected?.map(comparable))
    })
  }
})

function comparable(exchange: Exchange): unknown {
  const { request, code } = exchange
  return DIFFERENCES[request] ? { request, code } : JSON.parse(JSON.stringify(exchange))
}

import { describe, it } from 'node:test'
import { expect } from 'chai'
import { parameterTypes } from './phrases.ts'

const pods = (...names: string[]) => ({ what: 'Pod', names })

describe('a parameter', () => {
  const cases: [parameterType: string, text: string, stands: unknown][] = [
    ['name', 'data-web-0', 'data-web-0'],
    ['names', 'web-0 and web-2', ['web-0', 'web-2']],
    ['object', 'claim data', { what: 'claim', name: 'data' }],
    ['object', 'revision a', { what: 'revision', name: 'a' }],
    ['objects', 'quota small', { what: 'quota', names: ['small'] }],
    ['objects', 'revisions a and b', { what: 'revision', names: ['a', 'b'] }],
    ['objects', 'Pods web-0 to web-1', pods('web-0', 'web-1')],
    ['exactly', 'only claims a and b', { what: 'claim', names: ['a', 'b'] }],
    ['object', 'Service web', { what: 'Service', name: 'web' }],
    ['place', 'the same namespace', 'the same namespace'],
    ['place', 'another namespace', 'another namespace'],
    ['exactly', 'no StatefulSets', { what: 'StatefulSet', names: [] }],
    ['owner', 'StatefulSet web', 'web'],
    ['owner', 'nobody', 'nobody'],
    ['owner', 'Pod web-1', 'Pod web-1'],
    ['owner', 'a former StatefulSet web', 'a former StatefulSet web'],
    ['owner', 'StatefulSet web beside ConfigMap keeper', 'StatefulSet web beside ConfigMap keeper'],
    ['ownership', 'controls', 'controls'],
    ['readiness', 'ready', true],
    ['readiness', 'unready', false],
    ['command', 'is stopped', 'is stopped'],
    ['command', 'restarts', 'restarts'],
    ['refusal', '403 Forbidden', { code: 403, reason: 'Forbidden' }],
    ['refusal', '500 InternalError', { code: 500, reason: 'InternalError' }],
    ['requests', 'each create', { verb: 'create' }],
    ['requests', 'the next delete', { verb: 'delete', times: 1 }],
    ['hindrance', '403 Forbidden', { status: { code: 403, reason: 'Forbidden' } }],
    ['hindrance', 'a delay of 1 second', { delayMs: 1000 }],
    ['hindrance', 'a delay of 12 seconds', { delayMs: 12_000 }],
    ['ending', 'fails', 'Failed'],
    ['ending', 'fail', 'Failed'],
    ['ending', 'succeed', 'Succeeded'],
    ['removal', 'force-deleted', 'force-deleted'],
    ['outcome', 'failed', 'failed'],
  ]
  for (const [name, text, stands] of cases)
    it(`${name}: ${text}`, () => {
      const parameterType = parameterTypes.find((each) => each.name === name)
      expect(text.match(new RegExp(`^(?:${parameterType?.regexp.source})$`)), 'is read').to.not.equal(null)
      expect(parameterType?.transformer(text)).to.deep.equal(stands)
    })

  const refused: [parameterType: string, text: string][] = [
    ['name', '-web'],
    ['name', 'Web'],
    ['objects', 'no Pods'],
    ['exactly', 'Pods web-0'],
    ['exactly', 'only StatefulSet web'],
    ['owner', 'claim data'],
    ['owner', 'a former nobody'],
    ['ownership', 'has'],
    ['answer', 'only Pod web-0'],
    ['refusal', '200 OK'],
    ['refusal', '40 Bad'],
    ['refusal', '4000 Bad'],
    ['command', 'is'],
    ['requests', 'every create'],
    ['hindrance', 'a delay'],
    ['hindrance', '200 OK'],
    ['ending', 'dies'],
    ['removal', 'deleted'],
    ['milestone', 'the one before was'],
  ]
  for (const [name, text] of refused)
    it(`${name} does not read ${text}`, () => {
      const parameterType = parameterTypes.find((each) => each.name === name)
      expect(text.match(new RegExp(`^(?:${parameterType?.regexp.source})$`))).to.equal(null)
    })
})

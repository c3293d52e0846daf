import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { systemClock } from '../../../clock.ts'
import { randomIds } from '../../../ids.ts'
import { type ApiServer, startApiServer } from '../../index.ts'
import { send } from '../testing/fixture-client.ts'

const MAPS = '/api/v1/namespaces/default/configmaps'
const SECRETS = '/api/v1/namespaces/default/secrets'
const DEPTH = 20_000
const objects = `${'{"a":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}`
const arrays = '['.repeat(DEPTH) + ']'.repeat(DEPTH)
const patchOf = (type: string) => ({ 'content-type': `application/${type}+json` })
const yaml = { 'content-type': 'application/yaml' }

/** What no ordinary client sends, answered as kube-apiserver 1.36.3 answers it. */
describe('odd requests', () => {
  let server: ApiServer
  before(async () => {
    server = await startApiServer({ clock: systemClock(), ids: randomIds() })
    await send(server, `POST ${MAPS}`, { metadata: { name: 'there' } })
  })
  after(() => server.stop())

  const deep: [string, string, object][] = [
    [`POST ${MAPS}`, objects, {}],
    [`POST ${MAPS}`, arrays, {}],
    [`PATCH ${MAPS}/there`, objects, patchOf('merge-patch')],
    [`PATCH ${MAPS}/there`, objects, patchOf('strategic-merge-patch')],
    [`PATCH ${MAPS}/there`, arrays, patchOf('json-patch')],
    [`DELETE ${MAPS}/there`, objects, {}],
  ]
  for (const [line, body, headers] of deep)
    it(`nested ${DEPTH} deep: ${line} ${JSON.stringify(headers)} ${body[0]}`, async () => {
      const { object } = await send(server, line, body, headers)
      expect(object).to.deep.include({ code: 400, reason: 'BadRequest' })
      expect(object.message).to.match(/exceeded max depth of 10000/)
    })

  it('nested deep in YAML', async () => {
    const { object } = await send(server, `POST ${MAPS}`, `a: ${arrays}`, yaml)
    expect(object).to.deep.include({ code: 400, reason: 'BadRequest' })
    expect(object.message).to.match(/yaml: exceeded max depth of 10000/)
  })

  for (const depth of [2_000, 9_000])
    it(`nested ${depth} deep tells nothing of the server’s inside`, async () => {
      const body = `{"metadata":{"name":"d${depth}"},"zork":${'['.repeat(depth)}${']'.repeat(depth)}}`
      for (const line of [`POST ${MAPS}`, `POST ${MAPS}?fieldValidation=Strict`, `DELETE ${MAPS}/d${depth}`])
        expect((await send(server, line, ` ${body}`)).text).to.not.match(/\.ts|node:|\n {4}at /)
    })

  for (const type of [';;;', 'application', 'application/json; charset', 'application/json;;', 'constructor'])
    it(`Content-Type ${type}`, async () => {
      const { object } = await send(server, `POST ${MAPS}`, '{}', { 'content-type': type })
      expect(object).to.deep.include({ code: 415, reason: 'UnsupportedMediaType' })
    })

  it('Content-Type of a patch that is the name of something else', async () => {
    const { code } = await send(server, `PATCH ${MAPS}/there`, '{}', { 'content-type': 'constructor' })
    expect(code).to.equal(415)
  })

  for (const type of ['application/json;', 'application/json;charset=utf-8', 'Application/JSON; a="b;c"'])
    it(`Content-Type ${type} is JSON`, async () => {
      const { code } = await send(server, `POST ${MAPS}`, '{"metadata":{"generateName":"a-"}}', {
        'content-type': type,
      })
      expect(code).to.equal(201)
    })

  it('keys that every JavaScript object has', async () => {
    const body = '{"metadata":{"name":"keys"},"__proto__":{"x":1},"constructor":1,"data":{"__proto__":"v"}}'
    const { code, text: response } = await send(server, `POST ${MAPS}`, body)
    expect(code, response).to.equal(201)
    expect(response).to.include('"data":{"__proto__":"v"}').and.not.include('constructor')
    const strict = await send(server, `POST ${MAPS}?fieldValidation=Strict`, body)
    expect(strict.object.message).to.include('unknown field "__proto__", unknown field "constructor"')
  })

  it('the index of paths, which looks alike to every client', async () => {
    const { code, object } = await send(server, 'GET /')
    const { paths } = object as unknown as { paths: string[] }
    expect(code).to.equal(200)
    expect(paths).to.include.members(['/api', '/api/v1', '/apis', '/apis/', '/apis/apps', '/apis/apps/v1', '/healthz'])
    expect(paths).to.deep.equal(paths.toSorted())
  })

  for (const path of ['/apis/apps/v9', '/apis/apps/v9/', '/apis/apps/v9/statefulsets', '/api/v2', '/api/v2/pods'])
    it(`an unknown version: ${path}`, async () => {
      expect((await send(server, `GET ${path}`)).object).to.deep.include({ code: 404, reason: 'NotFound', details: {} })
    })

  for (const line of ['POST /version', 'POST /api', 'POST /api/v1', `OPTIONS ${MAPS}`, `PUT ${MAPS}`, `TRACE ${MAPS}`])
    it(`a method that is not for it: ${line}`, async () => {
      expect((await send(server, line)).object).to.deep.include({ code: 405, reason: 'MethodNotAllowed' })
    })

  it('a method that nobody knows', async () => {
    const socket = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1', allowHalfOpen: true })
    socket.end(`BREW ${MAPS} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${server.token}\r\n\r\n`)
    const response = await text(socket)
    expect(response).to.match(/^HTTP\/1.1 405 /)
    expect(JSON.parse(response.split('\r\n\r\n')[1] ?? '')).to.deep.include({
      kind: 'Status',
      reason: 'MethodNotAllowed',
    })
  })

  const half = 'x'.repeat(600_000)
  const big = 'x'.repeat(1024 * 1024 + 1)
  const sizes: [string, string, string, object][] = [
    ['a ConfigMap', MAPS, '[]', { data: { k: big } }],
    ['a ConfigMap of texts and bytes', MAPS, '[]', { data: { k: half }, binaryData: { b: btoa(half) } }],
    ['a Secret', SECRETS, 'data', { data: { k: btoa(big) } }],
    ['a Secret of texts', SECRETS, 'data', { stringData: { k: big } }],
  ]
  for (const [what, path, field, content] of sizes)
    it(`${what} of more than a mebibyte`, async () => {
      const { object } = await send(server, `POST ${path}`, { metadata: { name: 'big' }, ...content })
      const message = 'Too long: may not be more than 1048576 bytes'
      const causes = [{ reason: 'FieldValueTooLong', message, field }]
      expect(object).to.deep.include({ code: 422, reason: 'Invalid' })
      expect(object).to.have.deep.nested.property('details.causes', causes)
    })

  it('a ConfigMap of a mebibyte, and a byte more by a patch', async () => {
    const edge = { metadata: { name: 'edge' }, data: { k: 'x'.repeat(1024 * 1024) } }
    expect((await send(server, `POST ${MAPS}`, edge)).code).to.equal(201)
    const patched = await send(server, `PATCH ${MAPS}/edge`, '{"data":{"l":"y"}}', patchOf('merge-patch'))
    expect(patched.code).to.equal(422)
  })
})

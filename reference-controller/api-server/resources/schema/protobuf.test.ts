import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { KubeObject } from '../definition.ts'
import { BodyError } from '../errors.ts'
import { canonicalize } from './canonical.ts'
import { protobufToJson } from './protobuf.ts'
import { typeOfKind } from './table.ts'

/** The same object twice, as a kube-apiserver 1.36.3 answered it in JSON and in protobuf. */
interface Pair {
  json: KubeObject
  protobuf: string
}

const pairs: Pair[] = JSON.parse(readFileSync(new URL('testdata/protobuf.json', import.meta.url), 'utf8'))

/** Objects within objects have no type in protobuf: where they are tells it. */
function withoutInnerTypes(object: KubeObject): KubeObject {
  const text = JSON.stringify(object).replaceAll('{"kind":"PersistentVolumeClaim","apiVersion":"v1",', '{')
  return JSON.parse(text)
}

describe('protobufToJson', () => {
  for (const { json, protobuf } of pairs) {
    it(`reads a ${json.kind} as a real API server writes it`, () => {
      const [version = '', group = ''] = (json.apiVersion ?? '').split('/').reverse()
      const type = typeOfKind(group, version, json.kind ?? '')
      const read = JSON.parse(protobufToJson(Buffer.from(protobuf, 'base64')))
      const wanted = withoutInnerTypes(json)
      canonicalize(type, read)
      canonicalize(type, wanted)
      expect(read).to.deep.equal(wanted)
    })
  }

  const whole = Buffer.from(pairs[0]!.protobuf, 'base64')
  const broken = [
    { what: 'nothing', body: Buffer.alloc(0), problem: 'expected prefix' },
    { what: 'JSON', body: Buffer.from('{}'), problem: 'expected prefix' },
    { what: 'half a message', body: whole.subarray(0, whole.length / 2), problem: 'unexpected EOF' },
    { what: 'an unknown kind', body: Buffer.from('k8s\0\x0a\x07\x0a\x02v1\x12\x01X'), problem: 'no kind "X"' },
    { what: 'a number without end', body: Buffer.from(`k8s\0${'\x7f'}`), problem: 'cannot be read' },
  ]
  for (const { what, body, problem } of broken) {
    it(`refuses ${what}`, () => {
      expect(() => protobufToJson(body)).to.throw(BodyError, problem)
    })
  }

  it('survives any damage', () => {
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole)
      damaged[at] = 255 - damaged[at]!
      try {
        protobufToJson(damaged)
      } catch (error) {
        expect(error).to.be.instanceOf(BodyError)
      }
    }
  })
})

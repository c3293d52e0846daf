import { describe, it } from 'node:test'
import { expect } from 'chai'
import { resourceDefinitions } from '../registry.ts'
import { canonical } from './canonical.ts'
import { schemaTable, typeOfKind } from './table.ts'

describe('the schema table', () => {
  for (const { group, version, kind } of resourceDefinitions()) {
    it(`has ${group}/${version} ${kind}`, () => {
      expect(schemaTable().types).to.have.property(typeOfKind(group, version, kind))
    })
  }

  it('refers only to types that it has', () => {
    const scalars =
      /^(string|bool|int32|int64|double|bytes|quantity|int-or-string|time|micro-time|raw|schema-or-(array|bool|strings))$/
    for (const { fields } of Object.values(schemaTable().types)) {
      for (const { type } of Object.values(fields))
        if (!scalars.test(type)) expect(schemaTable().types).to.have.property(type)
    }
  })
})

// That objects are written as kube-apiserver writes them, `npm run parity` compares to the order of their fields.
describe('canonical', () => {
  it('puts fields into the server’s order, and leaves out what it does not know', () => {
    const object = {
      data: { k: 'v' },
      zork: 1,
      metadata: { labels: {}, name: 'a' },
      kind: 'ConfigMap',
      apiVersion: 'v1',
    }
    const type = typeOfKind('', 'v1', 'ConfigMap')
    expect(JSON.stringify(canonical(type, object))).to.equal(
      '{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"},"data":{"k":"v"}}',
    )
  })
})

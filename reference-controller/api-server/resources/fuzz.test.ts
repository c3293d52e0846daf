import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { countingIds } from '../../ids.ts'
import { decodeBodyOf, type KubeObject, type ResourceDefinition, resourceDefinitions } from './index.ts'
import { type Field, objectType, typeOfKind } from './schema/table.ts'

const DEPTH = 7

const scalars: Record<string, fc.Arbitrary<unknown>> = {
  string: fc.constantFrom('', 'a', 'A_b', 'x.y/z', '-', 'Always'),
  bytes: fc.constantFrom('', 'eA=='),
  bool: fc.boolean(),
  int32: fc.constantFrom(-1, 0, 1, 80, 2 ** 31 - 1),
  int64: fc.constantFrom(-1, 0, 1, 2 ** 40),
  double: fc.constantFrom(0, 0.5),
  quantity: fc.constantFrom('0', '1Gi', '-1', '1u', 3),
  'int-or-string': fc.constantFrom(0, 80, '', 'http', '30%'),
  time: fc.constantFrom('2026-01-01T00:00:00Z'),
  'micro-time': fc.constantFrom('2026-01-01T00:00:00.000000Z'),
  raw: fc.constantFrom({}, { a: 1 }, 'text'),
}

/** Anything that decodes as the type, nulls and empty lists included. */
function instanceOf(type: string, depth: number): fc.Arbitrary<unknown> {
  const struct = objectType(type)
  if (!struct) return scalars[type] ?? fc.constant(null)
  if (depth === 0) return fc.constant({})
  const fields = Object.entries(struct.fields).map(([name, field]) => [name, fieldValue(field, depth - 1)] as const)
  return fc
    .subarray(fields, { maxLength: Math.min(fields.length, 6) })
    .chain((some) => fc.record(Object.fromEntries(some)))
}

function fieldValue(field: Field, depth: number): fc.Arbitrary<unknown> {
  const one = instanceOf(field.type, depth)
  const value =
    field.container === 'list'
      ? fc.array(one, { maxLength: 2 })
      : field.container === 'map'
        ? fc.dictionary(fc.constantFrom('a', 'storage', 'cpu', 'b c'), one, { maxKeys: 2 })
        : field.container
          ? fc.constant({})
          : one
  return fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) })
}

function decoded(definition: ResourceDefinition, body: unknown): KubeObject {
  const { kind: _, apiVersion: __, ...rest } = body as Record<string, unknown>
  const { object } = decodeBodyOf(definition, rest, 'Ignore')
  definition.strategy.applyDefaults(object)
  return object
}

describe('no object that can be decoded is too odd for its strategy', () => {
  const context = { now: '2026-01-01T00:00:00Z', ids: countingIds(), dryRun: false, find: () => undefined }
  for (const definition of resourceDefinitions()) {
    const { strategy, plural } = definition
    const body = instanceOf(typeOfKind(definition.group, definition.version, definition.kind), DEPTH)

    it(`${plural}, when created`, () => {
      fc.assert(
        fc.property(body, (given) => {
          const object = decoded(definition, given)
          strategy.prepareForCreate(object, context)
          expect(strategy.validateCreate(object)).to.be.an('array')
          strategy.warnings?.(object)
          strategy.gracePeriod?.(object, undefined)
          strategy.selectableFields(object)
        }),
      )
    })

    it(`${plural}, when updated`, () => {
      fc.assert(
        fc.property(body, body, (given, before) => {
          const old = decoded(definition, before)
          strategy.prepareForCreate(old, context)
          const [object, status] = [decoded(definition, given), decoded(definition, given)]
          strategy.prepareForUpdate(object, old)
          strategy.validateUpdate(object, old)
          strategy.warnings?.(object, old)
          strategy.prepareForStatusUpdate(status, old)
          strategy.validateStatusUpdate(status, old)
        }),
      )
    })

    it(`${plural}, when written as it is`, () => {
      fc.assert(
        fc.property(body, (given) => {
          const old = decoded(definition, given)
          strategy.prepareForCreate(old, context)
          const object = structuredClone(old)
          strategy.applyDefaults(object)
          strategy.prepareForUpdate(object, old)
          expect(object).to.deep.equal(old)
        }),
      )
    })
  }
})

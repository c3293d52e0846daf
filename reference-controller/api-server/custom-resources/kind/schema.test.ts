import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import type { JsonSchema } from '../../resources/schema/json-schema.ts'
import { defaulted } from './defaulting.ts'
import { parseJsonPath } from './json-path.ts'
import { pruned } from './prune.ts'
import { validateValue } from './validate.ts'
import { compareVersions } from './version-order.ts'

const text: JsonSchema = { type: 'string' }
const object = (properties: Record<string, JsonSchema>): JsonSchema => ({ type: 'object', properties })

describe('pruning', () => {
  const rows: [string, JsonSchema, unknown, unknown][] = [
    ['unknown fields go', object({ a: text }), { a: 'x', b: 1 }, { a: 'x' }],
    [
      'also in items',
      object({ a: { type: 'array', items: object({ b: text }) } }),
      { a: [{ b: '', c: 1 }] },
      { a: [{ b: '' }] },
    ],
    [
      'maps keep their keys',
      object({ a: { type: 'object', additionalProperties: text } }),
      { a: { x: 'y' } },
      { a: { x: 'y' } },
    ],
    [
      'what is preserved stays',
      object({ a: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }),
      { a: { x: { y: 1 } } },
      { a: { x: { y: 1 } } },
    ],
    [
      'true lets fields in, not what is in them',
      object({ a: { type: 'object', additionalProperties: true } }),
      { a: { x: { y: 1 } } },
      { a: { x: {} } },
    ],
    [
      'the type and metadata stay',
      object({}),
      { kind: 'A', apiVersion: 'b', metadata: { c: 1 } },
      { kind: 'A', apiVersion: 'b', metadata: { c: 1 } },
    ],
  ]
  for (const [name, schema, value, expected] of rows)
    it(name, () => void expect(pruned(value, schema)).to.deep.equal(expected))

  it('names what it takes away', () => {
    const paths: string[] = []
    pruned({ a: [{ b: 1 }], c: { d: 1 } }, object({ a: { type: 'array', items: object({}) } }), (path) =>
      paths.push(path),
    )
    expect(paths).to.deep.equal(['a[0].b', 'c'])
  })
})

describe('defaulting', () => {
  const rows: [string, JsonSchema, unknown, unknown][] = [
    ['absent fields', object({ a: { ...text, default: 'x' } }), {}, { a: 'x' }],
    [
      'null where it is not allowed',
      object({ a: { ...text, default: 'x' }, b: text }),
      { a: null, b: null },
      { a: 'x' },
    ],
    ['null where it is', object({ a: { ...text, nullable: true, default: 'x' } }), { a: null }, { a: null }],
    [
      'within defaults',
      object({ a: { ...object({ b: { ...text, default: 'x' } }), default: {} } }),
      {},
      { a: { b: 'x' } },
    ],
    [
      'in items',
      object({ a: { type: 'array', items: object({ b: { ...text, default: 'x' } }) } }),
      { a: [{}] },
      { a: [{ b: 'x' }] },
    ],
    ['not where an outer object is absent', object({ a: object({ b: { ...text, default: 'x' } }) }), {}, {}],
  ]
  for (const [name, schema, value, expected] of rows)
    it(name, () => void expect(defaulted(value, schema)).to.deep.equal(expected))
})

const schemas = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      type: fc.constant('string'),
      nullable: fc.boolean(),
      default: fc.option(fc.string(), { nil: undefined }),
    }),
    fc.record({ type: fc.constant('array'), items: tie('schema') }),
    fc.record({
      type: fc.constant('object'),
      properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('schema')),
    }),
    fc.record({ type: fc.constant('object'), additionalProperties: tie('schema') }),
    fc.constant({ 'x-kubernetes-preserve-unknown-fields': true }),
  ) as fc.Arbitrary<JsonSchema>,
})).schema

it('an object that was pruned and defaulted is left as it is by both', () => {
  const values = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.jsonValue({ maxDepth: 3 }))
  fc.assert(
    fc.property(schemas, values, (schema, value) => {
      const once = defaulted(pruned(value, schema), schema)
      expect(defaulted(pruned(once, schema), schema)).to.deep.equal(once)
    }),
  )
})

describe('validation', () => {
  const rows: [string, JsonSchema, unknown, string[]][] = [
    ['a type', text, 1, ['FieldValueTypeInvalid a']],
    ['a whole number where any will do', { type: 'number' }, 1, []],
    ['a length', { ...text, maxLength: 1 }, 'ab', ['FieldValueTooLong a']],
    ['a pattern of RE2', { ...text, pattern: '(?i)^[[:alpha:]]+\\z' }, 'aB', []],
    ['a pattern that does not match', { ...text, pattern: '^a$' }, 'b', ['FieldValueInvalid a']],
    ['an enum', { ...text, enum: ['x'] }, 'y', ['FieldValueNotSupported a']],
    ['a bound', { type: 'integer', minimum: 2, exclusiveMinimum: true }, 2, ['FieldValueInvalid a']],
    ['a number that is too large', { type: 'integer', format: 'int32' }, 2 ** 31, ['FieldValueInvalid <nil>']],
    ['too many items', { type: 'array', maxItems: 1 }, [1, 2], ['FieldValueTooMany a']],
    ['a required field', { ...object({}), required: ['b'] }, {}, ['FieldValueRequired a.b']],
    ['null', text, null, ['FieldValueTypeInvalid a']],
    ['null where it is allowed', { ...text, nullable: true }, null, []],
    ['int-or-string', { 'x-kubernetes-int-or-string': true }, '5%', []],
  ]
  for (const [name, schema, value, expected] of rows) {
    it(name, () => {
      const found = validateValue(value, schema, { field: 'a' })
      expect(found.map(({ field, reason }) => `${reason} ${field}`)).to.deep.equal(expected)
    })
  }

  it('accepts what was invalid before, and nothing new', () => {
    const schema = object({ a: text, b: text })
    const found = validateValue({ a: 1, b: 2 }, schema, { field: '', old: { a: 1, b: 'x' } })
    expect(found.map(({ field }) => field)).to.deep.equal(['b'])
  })
})

it('versions are preferred as stable before beta before alpha before all others', () => {
  const versions = [
    'foo10',
    'v1alpha1',
    'v1',
    'foo1',
    'v11beta2',
    'v10',
    'v2',
    'v3beta1',
    'v12alpha1',
    'v10beta3',
    'v11alpha2',
  ]
  const order = [
    'v10',
    'v2',
    'v1',
    'v11beta2',
    'v10beta3',
    'v3beta1',
    'v12alpha1',
    'v11alpha2',
    'v1alpha1',
    'foo1',
    'foo10',
  ]
  expect(versions.toSorted(compareVersions)).to.deep.equal(order)
})

describe('JSON paths', () => {
  const value = {
    a: [
      { type: 'x', v: 1 },
      { type: 'y', v: 2 },
    ],
    'b.c': 3,
  }
  const rows: [string, unknown[] | undefined][] = [
    ['.a[0].v', [1]],
    ['.a[-1].v', [2]],
    ['.a[*].v', [1, 2]],
    ['.a[?(@.type=="y")].v', [2]],
    ['.b\\.c', [3]],
    ["['b.c']", [3]],
    ['.nope.v', []],
    ['.a[', undefined],
  ]
  for (const [path, expected] of rows) it(path, () => void expect(parseJsonPath(path)?.(value)).to.deep.equal(expected))
})

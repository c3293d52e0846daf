import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { validateSchema } from '../customresourcedefinitions/validation/schema.ts'
import { defaulted } from './defaulting.ts'
import { parseJsonPath } from './json-path.ts'
import type { JsonSchema } from './json-schema.ts'
import { validateListTypes } from './list-types.ts'
import { pruned } from './prune.ts'
import { causesOf } from './validation/problem.ts'
import { validateValue } from './validation/validate.ts'
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
    ['a type', text, 1, ['a: Invalid value: "integer": a in body must be of type string: "integer"']],
    ['a whole number where any will do', { type: 'number' }, 1, []],
    ['a length', { ...text, maxLength: 1 }, 'ab', ['a: Too long: may not be more than 1 bytes']],
    ['a pattern of RE2', { ...text, pattern: '(?i)^[[:alpha:]]+\\z' }, 'aB', []],
    ['a choice', { ...text, enum: ['x'] }, 'y', ['a: Unsupported value: "y": supported values: "x"']],
    [
      'a bound',
      { type: 'integer', minimum: 2, exclusiveMinimum: true },
      2,
      ['a: Invalid value: 2: a in body should be greater than 2'],
    ],
    ['too many', { type: 'array', maxItems: 1 }, [1, 2], ['a: Too many: 2: must have at most 1 item']],
    [
      'a format',
      { ...text, format: 'ipv6' },
      '::g',
      ['a: Invalid value: "::g": a in body must be of type ipv6: "::g"'],
    ],
    ['a format that nobody knows', { ...text, format: 'colour' }, 'x', []],
    ['null', text, null, ['a: Invalid value: "null": a in body must be of type string: "null"']],
    ['int-or-string', { 'x-kubernetes-int-or-string': true }, '5%', []],
    [
      'what must not be',
      { ...text, not: { enum: ['x'] } },
      'x',
      ['<nil>: Invalid value: "": "a" must not validate the schema (not)'],
    ],
  ]
  for (const [name, schema, value, expected] of rows) {
    it(name, () => {
      const found = causesOf(validateValue(value, schema, { path: 'a' }))
      expect(found.map(({ field, message }) => `${field}: ${message}`)).to.deep.equal(expected)
    })
  }

  it('lets stay what was wrong before, but nothing new', () => {
    const schema = object({ a: text, b: text })
    const found = validateValue({ a: 1, b: 2 }, schema, { path: '', old: { a: 1, b: 'x' } })
    expect(found.map((problem) => 'path' in problem && problem.path)).to.deep.equal(['b'])
  })

  it('keeps sets and maps free of repetitions', () => {
    const set: JsonSchema = { type: 'array', 'x-kubernetes-list-type': 'set' }
    const map: JsonSchema = { type: 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['k'] }
    const value = { s: [1, 1, 1], m: [{ k: 1 }, { k: 2 }, { k: 1 }] }
    const found = validateListTypes(value, object({ s: set, m: map }))
    expect(found.map(({ field }) => field)).to.deep.equal(['s[1]', 'm[2]'])
  })
})

describe('structural schemas', () => {
  const rows: [JsonSchema, string[]][] = [
    [object({}), []],
    [text, ['s.type']],
    [object({ a: {} }), ['s.properties[a].type']],
    [object({ a: { type: 'array' } }), ['s.properties[a].items']],
    [{ ...object({}), additionalProperties: text }, ['s.additionalProperties']],
    [object({ a: { ...text, anyOf: [{ type: 'string' }] } }), ['s.properties[a].anyOf[0].type']],
    [{ ...object({}), allOf: [{ properties: { b: { minLength: 1 } } }] }, ['s.properties[b]']],
    [object({ a: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] } }), []],
    [object({ metadata: { type: 'object', properties: { name: { ...text, maxLength: 5 } } } }), []],
    [object({ a: { ...text, default: 1 } }), ['s.properties[a].default']],
  ]
  for (const [schema, fields] of rows) {
    it(`${JSON.stringify(schema)}: ${fields.join(', ') || 'nothing wrong'}`, () => {
      expect(validateSchema(schema, 's', false).map(({ field }) => field)).to.deep.equal(fields)
    })
  }
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

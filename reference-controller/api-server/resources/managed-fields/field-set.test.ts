import { describe, it } from 'node:test'
import { expect } from 'chai'
import { difference, differenceWithBelow, eachPath, type FieldSet, has, intersection, union } from './field-set.ts'
import { pathText } from './path-element.ts'

const LEAF = {}
const spec = (fields: FieldSet): FieldSet => ({ 'f:spec': fields })

describe('sets of fields', () => {
  const cases: [name: string, operation: typeof union, a: FieldSet, b: FieldSet, result: FieldSet][] = [
    ['unite side by side', union, { 'f:b': LEAF }, { 'f:a': LEAF }, { 'f:a': LEAF, 'f:b': LEAF }],
    [
      'unite a field and what is below it',
      union,
      spec({ 'f:a': LEAF }),
      { 'f:spec': LEAF },
      spec({ '.': LEAF, 'f:a': LEAF }),
    ],
    ['meet in what both have', intersection, { 'f:a': LEAF, 'f:b': LEAF }, { 'f:b': LEAF }, { 'f:b': LEAF }],
    ['do not meet in a parent and its child', intersection, { 'f:spec': LEAF }, spec({ 'f:a': LEAF }), {}],
    [
      'lose what the other has',
      difference,
      spec({ 'f:a': LEAF, 'f:b': LEAF }),
      spec({ 'f:a': LEAF }),
      spec({ 'f:b': LEAF }),
    ],
    [
      'keep children when they lose the parent',
      difference,
      spec({ '.': LEAF, 'f:a': LEAF }),
      { 'f:spec': LEAF },
      spec({ 'f:a': LEAF }),
    ],
    [
      'keep the parent when they lose the children',
      difference,
      spec({ '.': LEAF, 'f:a': LEAF }),
      spec({ 'f:a': LEAF }),
      { 'f:spec': LEAF },
    ],
    ['lose children with the parent', differenceWithBelow, spec({ '.': LEAF, 'f:a': LEAF }), { 'f:spec': LEAF }, {}],
  ]
  for (const [name, operation, a, b, result] of cases) {
    it(name, () => void expect(operation(a, b)).to.deep.equal(result))
  }

  it('are shared when nothing changes', () => {
    const set = spec({ '.': LEAF, 'f:a': LEAF })
    expect(union(set, spec({ 'f:a': LEAF }))).to.equal(set)
    expect(difference(set, { 'f:status': LEAF })).to.equal(set)
  })

  it('know their members from what only leads to them', () => {
    const set = spec({ 'f:a': { '.': LEAF, 'k:{"name":"x"}': LEAF } })
    expect(has(set, ['f:spec'])).to.equal(false)
    expect(has(set, ['f:spec', 'f:a'])).to.equal(true)
    expect(has(set, ['f:spec', 'f:a', 'k:{"name":"x"}'])).to.equal(true)
  })

  it('write fields before keys before values, keys by their values', () => {
    const keys = { 'k:{"port":8080}': LEAF, 'k:{"port":80}': LEAF }
    expect(Object.keys(union({ 'v:1': LEAF, ...keys }, { 'f:a': LEAF }))).to.deep.equal([
      'f:a',
      'k:{"port":80}',
      'k:{"port":8080}',
      'v:1',
    ])
  })

  it('name their paths as messages do', () => {
    const found: string[] = []
    eachPath(spec({ 'f:a': { 'k:{"name":"x","port":1}': { 'f:b': LEAF }, 'v:"y"': LEAF } }), (path) => {
      found.push(pathText(path))
    })
    expect(found).to.deep.equal(['.spec.a[="y"]', '.spec.a[name="x",port=1].b'])
  })
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import { z } from 'zod'
import { LedgerError, parseChecked, parseTable } from './yaml-table.ts'

const shape = {
  row: z.strictObject({ name: z.string(), parts: z.array(z.strictObject({ a: z.int() })).optional() }),
  key: 'name',
} as const
const read = (text: string) => parseTable(text, 'a.yaml', shape)

describe('a table', () => {
  it('is a list of rows', () => {
    expect(read('- name: a\n- name: b\n')).to.deep.equal([{ name: 'a' }, { name: 'b' }])
  })

  const mistakes: [string, string, string][] = [
    [
      'the first row twice',
      '- name: a\n- name: b\n- name: a\n',
      'a.yaml:3: name: a is there twice; each name is unique',
    ],
    ['a row that came before', '- name: c\n- name: a\n- name: a\n', 'a.yaml:3: name: a is there twice'],
    ['a field deep in a row', '- name: a\n  parts:\n    - a: 1\n    - a: x\n', 'a.yaml:4: parts.1.a: '],
    ['a field that is missing deep in a row', '- name: a\n  parts:\n    - a: 1\n    - {}\n', 'a.yaml:4: parts.1.a: '],
    ['no list', 'name: a\n', 'a.yaml:1: Invalid input'],
    ['no list below a comment', '# words\nname: a\n', 'a.yaml:1: Invalid input'],
    ['an alias without its anchor', '- name: *a\n', 'a.yaml:1: not YAML: Unresolved alias'],
    ['no row', '[]', 'a.yaml:1: Too small'],
    ['a line that is no YAML', '- name: a\n- name: "b\n', 'a.yaml:3: not YAML: '],
  ]
  for (const [what, text, message] of mistakes)
    it(`is refused with ${what}, naming the line`, () => {
      expect(() => read(text)).to.throw(LedgerError, message)
    })

  it('names each mistake of several', () => {
    expect(() => read('- name: 1\n- name: 2\n')).to.throw(LedgerError, /^a\.yaml:1: name: .*\na\.yaml:2: name: .*$/)
  })
})

describe('a file that is no table', () => {
  const schema = z.strictObject({
    of: z.strictObject({ name: z.string() }),
    rows: z.record(z.string().regex(/^[a-z]+$/, 'expected a word'), z.number()),
  })
  const complaint = (text: string) => {
    try {
      return JSON.stringify(parseChecked(text, 'f.yaml', { schema }))
    } catch (error) {
      return (error as Error).message
    }
  }

  it('is read as it is', () => {
    expect(complaint('of: { name: x }\nrows: { a: 1 }')).to.equal('{"of":{"name":"x"},"rows":{"a":1}}')
  })

  it('is refused with the whole path of a field', () => {
    expect(complaint('of:\n  name: 3\nrows: {}')).to.match(/^f\.yaml:2: of\.name: /)
  })

  it('is refused with the line of a key that is not known', () => {
    expect(complaint('of:\n  name: x\n  other: y\n  third: z\nrows: {}')).to.equal(
      'f.yaml:3: of.other: expected no key of this name\nf.yaml:4: of.third: expected no key of this name',
    )
  })

  it('is refused with the line of a key that is not one', () => {
    expect(complaint('of: { name: x }\nrows:\n  a: 1\n  B: 2')).to.equal('f.yaml:4: rows.B: expected a word')
  })
})

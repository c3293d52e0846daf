import { describe, it } from 'node:test'
import { expect } from 'chai'
import { changedFields } from './changed-fields.ts'

const base = { metadata: { name: 'web', resourceVersion: '1', labels: { a: 'x' } }, spec: { replicas: 1, list: [1] } }

const cases: [string, object, string[]][] = [
  ['nothing', base, []],
  ['no bookkeeping', { ...base, metadata: { ...base.metadata, resourceVersion: '2', generation: 2 } }, []],
  ['a field', { ...base, spec: { ...base.spec, replicas: 3 } }, ['spec.replicas 1 → 3']],
  ['a label', { ...base, metadata: { ...base.metadata, labels: {} } }, ['metadata.labels.a x → none']],
  ['a list as one value', { ...base, spec: { replicas: 1, list: [1, 2] } }, ['spec.list [1] → [1,2]']],
  ['a new field', { ...base, status: { phase: null } }, ['status.phase none → null']],
  ['a long value', { ...base, note: 'x'.repeat(40) }, [`note none → ${'x'.repeat(23)}…`]],
  ['a value that just fits', { ...base, note: 'x'.repeat(24) }, [`note none → ${'x'.repeat(24)}`]],
  [
    'as many as are shown',
    { ...base, status: { a: 1, b: 2, c: 3, d: 4 } },
    ['status.a none → 1', 'status.b none → 2', 'status.c none → 3', 'status.d none → 4'],
  ],
  [
    'what is called as bookkeeping is, elsewhere',
    { ...base, spec: { ...base.spec, template: { metadata: { generation: 2 } } } },
    ['spec.template.metadata.generation none → 2'],
  ],
  [
    'the first few of many',
    { ...base, status: { a: 1, b: 2, c: 3, d: 4, e: 5 } },
    ['status.a none → 1', 'status.b none → 2', 'status.c none → 3', 'status.d none → 4', '…'],
  ],
]

describe('what changed in an object', () => {
  for (const [what, after, fields] of cases)
    it(`tells ${what}`, () => {
      expect(changedFields(base, { ...after })).to.deep.equal(fields)
    })
})

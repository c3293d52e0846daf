import { describe, it } from 'node:test'
import { expect } from 'chai'
import { header, history } from '../../observe/testing.ts'
import { noConditions } from './no-conditions.ts'
import { acts, judges, kind, set, thing } from './testing.ts'

const added = set({ type: 'ADDED', spec: { updateStrategy: { type: 'OnDelete' } } })
const ready = { type: 'Available', status: 'True' }
const reports = (conditions: unknown, spec = {}) => set({ spec, status: { conditions } })

describe('conditions', () => {
  judges(noConditions, [
    ['an empty trace', []],
    ['no conditions', [added, set()]],
    ['an empty list', [added, reports([])]],
    ['no status and no spec', [thing(kind.plural, 'web', 'ADDED', {})]],
    ['a condition', [added, reports([ready])], { at: 1, name: 'web' }],
    ['the first of several', [added, set(), reports([ready]), reports([ready])], { at: 2 }],
    [
      'a condition that the suite wrote',
      [added, acts('patch', 'clonesets', 'web', { subresource: 'status' }), reports([ready])],
    ],
    [
      'a condition that the suite sent with the spec',
      [added, acts('patch', 'clonesets', 'web', { body: { status: {} } }), reports([ready])],
    ],
    [
      'a condition after a patch of the spec',
      [added, acts('patch', 'clonesets', 'web', { body: { spec: {} } }), reports([ready])],
      { at: 2 },
    ],
    [
      'a condition after a patch without a body',
      [added, acts('patch', 'clonesets', 'web', { body: null }), reports([ready])],
      { at: 2 },
    ],
    ['a condition under Recreate', [added, reports([ready], { updateStrategy: { type: 'Recreate' } })]],
    [
      'a condition that is left from Recreate',
      [set({ type: 'ADDED', spec: { updateStrategy: { type: 'Recreate' } } }), reports([ready]), reports([ready])],
    ],
  ])

  it('are told', () => {
    const [breach] = noConditions.breaches({ header: header({ kind }), trace: history(added, reports([ready])) })
    expect(breach).to.deep.equal({
      because: 'web has conditions',
      expected: [],
      seen: [ready],
      at: 1,
      cause: { verb: 'report', resource: kind.plural, name: 'web', field: 'status.conditions' },
    })
  })
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Guarantee } from '../../reports/format/ledger.ts'
import { UsageError } from './errors.ts'
import { requireChecked } from './validate-options.ts'

const row = (id: string, family: string, more: Partial<Guarantee>) => ({ id, family, ...more }) as Guarantee

const ledger = [
  row('SS-ORD-001', 'ordering', { state: 'checked' }),
  row('SS-ORD-002', 'ordering', { state: 'planned' }),
  row('SS-REV-001', 'revisions', { state: 'planned' }),
  row('SS-REV-002', 'revisions', { state: 'excluded' }),
  row('SS-EVT-001', 'events', { state: 'checked', checked_by: 'nothing else changed' }),
]

describe('a selection', () => {
  it('may name what scenarios check', () => {
    requireChecked({ guarantee: ['SS-ORD-001'], family: ['ORD'] }, ledger)
    requireChecked({}, ledger)
  })

  const refused: [string, Parameters<typeof requireChecked>[0], RegExp][] = [
    ['a guarantee that is planned', { guarantee: ['SS-ORD-002'] }, /^no scenario checks SS-ORD-002: it is planned$/],
    [
      'a guarantee that is not there',
      { guarantee: ['SS-ORD-009'] },
      /^there is no guarantee SS-ORD-009: .*\/ordering\//,
    ],
    ['a guarantee of no family', { guarantee: ['SS-NET-001'] }, /found SS-NET-001; the families are IDN identity, /],
    ['an id of another form', { guarantee: ['ORD-1'] }, /found ORD-1; the families are IDN identity, /],
    [
      'a guarantee without a scenario of its own',
      { guarantee: ['SS-EVT-001'] },
      /scenarios with the step "nothing else changed"/,
    ],
    [
      'a family in which nothing is checked, beside another',
      { family: ['ORD', 'revisions'] },
      /^no scenario checks the family revisions: all 2 guarantees of it are planned or excluded$/,
    ],
    [
      'a family without scenarios of its own',
      { family: ['EVT'] },
      /no scenario checks the family events: .* checked elsewhere$/,
    ],
    ['a family that is none', { family: ['NET'] }, /there is no family NET; known are IDN identity, /],
  ]
  for (const [what, selection, says] of refused)
    it(`refuses ${what}`, () => {
      expect(() => requireChecked(selection, ledger)).to.throw(UsageError, says)
    })
})

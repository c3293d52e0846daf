import { describe, it } from 'node:test'
import { expect } from 'chai'
import { attribute } from './grouping.ts'
import {
  aThen,
  type Case,
  CLAIMS,
  cause,
  gone,
  groups,
  invariant,
  made,
  omission,
  RULE,
  start,
  violation,
} from './grouping-testing.ts'

const cases: Case[] = [
  ['a Then is charged to its Rule', [aThen(5, made)], 'SS-RULE'],
  ['an invariant is charged to its own', [invariant('SS-A', 5, made)], 'SS-A'],
  [
    'two invariants of one action are both charged',
    [invariant('SS-A', 5, made), invariant('SS-B', 5, made)],
    'SS-A SS-B',
  ],
  [
    'two invariants of one kind of action are both charged',
    [invariant('SS-A', 5, made), invariant('SS-B', 6, cause('create', 'pods', 'web-1'))],
    'SS-A SS-B',
  ],
  [
    'an invariant is told once',
    [invariant('SS-A', 5, made), invariant('SS-A', 6, cause('create', 'pods', 'web-1'))],
    'SS-A',
  ],
  [
    'an invariant of two kinds of action is told twice',
    [invariant('SS-A', 5, made), invariant('SS-A', 6, gone)],
    'SS-A SS-A',
  ],
  ['the earliest is told first', [invariant('SS-B', 6, gone), invariant('SS-A', 5, made)], 'SS-A SS-B'],

  [
    'a Then of the same action follows an invariant',
    [invariant('SS-A', 5, made), aThen(5, made)],
    'SS-A',
    'SS-RULE because of SS-A',
  ],
  [
    'a Then of the same kind of action follows an invariant',
    [invariant('SS-A', 5, made), aThen(7, cause('create', 'pods', 'web-1'))],
    'SS-A',
    'SS-RULE because of SS-A',
  ],
  ['a Then of another verb does not', [invariant('SS-A', 5, made), aThen(7, gone)], 'SS-A SS-RULE'],
  [
    'a Then of another resource does not',
    [invariant('SS-A', 5, made), aThen(7, cause('create', CLAIMS, 'web-0'))],
    'SS-A SS-RULE',
  ],
  [
    'a Then of the same field follows, by whatever verb',
    [invariant('SS-A', 5, cause('create', 'pods', 'web-0', 'f')), aThen(7, cause('change', 'pods', 'web-1', 'f'))],
    'SS-A',
    'SS-RULE because of SS-A',
  ],
  [
    'a Then of another field does not',
    [invariant('SS-A', 5, cause('create', 'pods', 'web-0', 'f')), aThen(7, cause('create', 'pods', 'web-0', 'g'))],
    'SS-A SS-RULE',
  ],
  [
    'a Then of the object does not follow from its field',
    [invariant('SS-A', 5, cause('create', 'pods', 'web-0', 'f')), aThen(7, made)],
    'SS-A SS-RULE',
  ],
  [
    'a Then of the field does not follow from its object',
    [invariant('SS-A', 5, made), aThen(7, cause('create', 'pods', 'web-0', 'f'))],
    'SS-A SS-RULE',
  ],
  [
    'a Then does not follow from another, though that proves a general row',
    [violation('then', 5, { guarantee: 'SS-UPD-005', cause: gone }), aThen(7, cause('omit', 'pods', 'web-3'))],
    'SS-UPD-005 SS-RULE',
  ],
  ['a Then that broke before does not follow', [invariant('SS-A', 8, made), aThen(7, made)], 'SS-RULE SS-A'],
  [
    'a Then that lacks something follows',
    [invariant('SS-A', 5, made), aThen(7, cause('omit', 'pods', 'web-3'))],
    'SS-A',
    'SS-RULE because of SS-A',
  ],
  ['a Then without a cause follows', [invariant('SS-A', 5, made), aThen(7)], 'SS-A', 'SS-RULE because of SS-A'],
  ['a Then that lacked something before does not', [invariant('SS-A', 8, made), aThen(7)], 'SS-RULE SS-A'],
  [
    'a Then that lacks something does not follow from a status',
    [invariant('SS-A', 5, cause('report', 'clonesets', 'web', 'status.replicas')), aThen(7)],
    'SS-A SS-RULE',
  ],
  [
    'a Then that lacks something does not follow from a Service',
    [invariant('SS-A', 5, cause('create', 'services', 'web')), aThen(7)],
    'SS-A SS-RULE',
  ],
  [
    'a Then that lacks something does not follow from nobody’s cause',
    [violation('invariant', 5, { guarantee: 'SS-A' }), aThen(7)],
    'SS-A SS-RULE',
  ],
  [
    'a Then that lacks something follows from a claim',
    [invariant('SS-A', 5, cause('delete', CLAIMS, 'x')), aThen(7)],
    'SS-A',
    'SS-RULE because of SS-A',
  ],
  [
    'a Then that lacks something follows from a revision',
    [invariant('SS-A', 5, cause('delete', 'controllerrevisions', 'x')), aThen(7)],
    'SS-A',
    'SS-RULE because of SS-A',
  ],
  [
    'a Then about a status follows from a field of it',
    [
      invariant('SS-A', 5, cause('report', 'clonesets', 'web', 'status.replicas')),
      aThen(7, cause('report', 'clonesets', 'web')),
    ],
    'SS-A',
    'SS-RULE because of SS-A',
  ],
  [
    'a Then about another field of a status does not',
    [
      invariant('SS-A', 5, cause('report', 'clonesets', 'web', 'status.replicas')),
      aThen(7, cause('report', 'clonesets', 'web', 'status.other')),
    ],
    'SS-A SS-RULE',
  ],
  [
    'a Then about the same field of a status follows',
    [
      invariant('SS-A', 5, cause('report', 'clonesets', 'web', 'status.replicas')),
      aThen(7, cause('report', 'clonesets', 'web', 'status.replicas')),
    ],
    'SS-A',
    'SS-RULE because of SS-A',
  ],
  [
    'a Then about another verb does not follow from a status',
    [invariant('SS-A', 5, cause('report', 'clonesets', 'web')), aThen(7, cause('change', 'clonesets', 'web'))],
    'SS-A SS-RULE',
  ],
  [
    'an invariant that names the Rule leaves nothing unjudged',
    [invariant('SS-RULE', 5, made), aThen(5, made)],
    'SS-RULE',
  ],
  [
    'the first of two roots is the reason',
    [invariant('SS-A', 5, made), invariant('SS-B', 6, gone), aThen(7), aThen(8)],
    'SS-A SS-B',
    'SS-RULE because of SS-A',
  ],

  ['a starting state is charged, its Rule not judged', [start(3)], 'SS-START', 'SS-RULE because of SS-START'],
  ['every Then follows from a starting state', [start(3), aThen(7, gone)], 'SS-START', 'SS-RULE because of SS-START'],
  ['a Then before the starting state does not', [start(9), aThen(7, gone)], 'SS-RULE SS-START'],
  [
    'an invariant does not follow from a starting state',
    [start(3), invariant('SS-A', 5, made)],
    'SS-START SS-A',
    'SS-RULE because of SS-START',
  ],

  [
    'a Then that lacks something follows from an omission at the same moment',
    [omission(7), aThen(7, cause('omit', 'pods', 'web-2'))],
    'SS-OMIT',
    'SS-RULE because of SS-OMIT',
  ],
  ['a Then without a cause follows from an omission', [omission(7), aThen(7)], 'SS-OMIT', 'SS-RULE because of SS-OMIT'],
  [
    'a Then about a status follows from an omission',
    [omission(7), aThen(7, cause('report', 'clonesets', 'web'))],
    'SS-OMIT',
    'SS-RULE because of SS-OMIT',
  ],
  ['a Then about an action does not', [omission(7), aThen(7, gone)], 'SS-OMIT SS-RULE'],
  ['a Then that broke before an omission does not follow', [omission(9), aThen(7)], 'SS-RULE SS-OMIT'],
  ['an omission is told once', [omission(7), omission(9), aThen(9)], 'SS-OMIT', 'SS-RULE because of SS-OMIT'],
  [
    'an omission is not told beside the starting state that it was found in',
    [start(3), omission(7), aThen(7)],
    'SS-START',
    'SS-RULE because of SS-START',
  ],
  [
    'an omission is told beside a later starting state',
    [omission(2), start(3), aThen(7)],
    'SS-OMIT SS-START',
    'SS-RULE because of SS-OMIT',
  ],
  [
    'an omission is not told after a wrong Pod',
    [invariant('SS-A', 5, made), omission(7), aThen(7)],
    'SS-A',
    'SS-RULE because of SS-A',
  ],
  ['an omission is not told beside a wrong Pod at the same moment', [invariant('SS-A', 7, made), omission(7)], 'SS-A'],
  [
    'an omission is told after a wrong status',
    [invariant('SS-A', 5, cause('report', 'clonesets', 'web', 'status.replicas')), omission(7), aThen(7)],
    'SS-A SS-OMIT',
    'SS-RULE because of SS-OMIT',
  ],
]

describe('the grouping of violations', () => {
  groups(cases)

  it('leaves unjudged only what the example is about', () => {
    const thens = ['SS-ONE', 'SS-TWO'].map((guarantee) => violation('then', 7, { guarantee, cause: made }))
    const { violations, notJudged } = attribute([invariant('SS-ONE', 5, made), ...thens], ['SS-ONE', 'SS-TWO'])
    expect(violations.map(({ guarantee }) => guarantee)).to.deep.equal(['SS-ONE'])
    expect(notJudged).to.deep.equal([{ guarantee: 'SS-TWO', because: 'SS-ONE' }])
  })

  it('tells each Then that one kind of action breaks: a declared deviation may excuse one and not the other', () => {
    const broken = ['one', 'two'].map((sentence, at) => violation('then', at, { sentence, cause: made }))
    expect(attribute(broken, [RULE]).violations).to.deep.equal(broken)
  })

  it('says nothing of no violation', () => {
    expect(attribute([], [RULE])).to.deep.equal({ violations: [], notJudged: [] })
  })
})

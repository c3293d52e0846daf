import { describe } from 'node:test'
import {
  aThen,
  type Case,
  CLAIMS,
  cause,
  gone,
  groups,
  invariant,
  made,
  other,
  RULE,
  rest,
} from './grouping-testing.ts'

const cases: Case[] = [
  [
    'something else is charged by the table, the Rule not judged',
    [other('SS-N', 5, made)],
    'SS-N',
    'SS-RULE because of SS-N',
  ],
  [
    'something else is dropped where an invariant speaks of the same object',
    [invariant('SS-A', 5, made), other('SS-N', 5, made)],
    'SS-A',
  ],
  [
    'something else of another object is not',
    [invariant('SS-A', 5, made), other('SS-N', 5, cause('create', 'pods', 'web-1'))],
    'SS-A SS-N',
    'SS-RULE because of SS-N',
  ],
  [
    'something else of the object is not dropped for a field of it',
    [invariant('SS-A', 5, cause('create', 'pods', 'web-0', 'f')), other('SS-N', 5, made)],
    'SS-A SS-N',
    'SS-RULE because of SS-N',
  ],
  [
    'something else without a name is charged',
    [invariant('SS-A', 5, cause('create')), other('SS-N', 5, cause('create'))],
    'SS-A SS-N',
    'SS-RULE because of SS-N',
  ],
  [
    'something else is dropped where a Then speaks of the same object',
    [other('SS-N', 5, made), aThen(7, made)],
    'SS-RULE',
  ],
  [
    'something else is told beside a Then of another object',
    [other('SS-N', 5, made), aThen(7, cause('create', 'pods', 'web-1'))],
    'SS-N SS-RULE',
  ],
  [
    'a Then that lacks something follows from something else',
    [other('SS-N', 5, gone), aThen(7, cause('omit', 'pods', 'web-0'))],
    'SS-N',
    'SS-RULE because of SS-N',
  ],
  [
    'a Then that lacks something does not follow from a changed set',
    [other('SS-N', 5, cause('change', 'clonesets', 'web', 'spec')), aThen(7)],
    'SS-N SS-RULE',
  ],
  [
    'the claim of a Pod that an invariant speaks of is dropped',
    [invariant('SS-A', 5, made), other('SS-N', 4, cause('create', CLAIMS, 'data-web-0'))],
    'SS-A',
  ],
  [
    'the claim of another Pod is not',
    [invariant('SS-A', 5, made), other('SS-N', 4, cause('create', CLAIMS, 'data-web-01'))],
    'SS-N SS-A',
    'SS-RULE because of SS-N',
  ],
  [
    'a claim that is deleted is not dropped for a Pod that is made',
    [invariant('SS-A', 5, made), other('SS-N', 6, cause('delete', CLAIMS, 'data-web-0'))],
    'SS-A SS-N',
    'SS-RULE because of SS-N',
  ],
  [
    'a claim that is made is not dropped for a Pod that is deleted',
    [invariant('SS-A', 5, gone), other('SS-N', 6, cause('create', CLAIMS, 'data-web-0'))],
    'SS-A SS-N',
    'SS-RULE because of SS-N',
  ],
  [
    'a claim is not dropped for a Service',
    [
      invariant('SS-A', 5, cause('create', 'services', 'web-0')),
      other('SS-N', 6, cause('create', CLAIMS, 'data-web-0')),
    ],
    'SS-A SS-N',
    'SS-RULE because of SS-N',
  ],
  [
    'a Pod that comes back after a wrong deletion is dropped',
    [invariant('SS-A', 5, gone), other('SS-N', 6, made)],
    'SS-A',
  ],
  [
    'a Then about a Pod that comes back follows from the deletion',
    [other('SS-N', 5, gone), aThen(7, made)],
    'SS-N',
    'SS-RULE because of SS-N',
  ],
  [
    'a Then about another Pod that comes does not',
    [other('SS-N', 5, gone), aThen(7, cause('create', 'pods', 'web-1'))],
    'SS-N SS-RULE',
  ],
  [
    'another Pod that comes is not',
    [invariant('SS-A', 5, gone), other('SS-N', 6, cause('create', 'pods', 'web-1'))],
    'SS-A SS-N',
    'SS-RULE because of SS-N',
  ],
  [
    'a Pod that is deleted after a wrong creation is not',
    [invariant('SS-A', 5, made), other('SS-N', 6, gone)],
    'SS-A SS-N',
    'SS-RULE because of SS-N',
  ],

  [
    'a cluster that does not come to rest is charged where nothing else is, the Rule not judged',
    [rest(9)],
    'SS-REST',
    'SS-RULE because of SS-REST',
  ],
  ['a cluster that does not come to rest is not told beside a Then', [rest(9), aThen(10)], 'SS-RULE'],
  [
    'a cluster that does not come to rest is not told beside an invariant',
    [rest(9), invariant('SS-A', 5, made)],
    'SS-A',
  ],
]

describe('the grouping of changes that nobody spoke of', () => {
  groups(cases)
})

describe('a rule that says of every deletion that it had no reason', () => {
  const general = ['SS-UPD-005', 'SS-UPD-007', 'SS-RES-006', 'SS-STA-012']
  groups([
    ...general.flatMap((guarantee): Case[] => [
      [`${guarantee} is charged where no other is`, [invariant(guarantee, 2, gone)], guarantee],
      [
        `${guarantee} yields to a rule about this deletion`,
        [invariant('SS-A', 2, gone), invariant(guarantee, 3, gone)],
        'SS-A',
      ],
      [
        `${guarantee} tells of the deletion and of the Pod that comes back`,
        [invariant(guarantee, 2, gone), other('SS-N', 2, gone), other('SS-M', 3, made)],
        guarantee,
      ],
      [
        `${guarantee} does not tell of another Pod`,
        [invariant(guarantee, 2, gone), other('SS-N', 2, cause('delete', 'pods', 'web-1'))],
        `${guarantee} SS-N`,
        `${RULE} because of SS-N`,
      ],
    ]),
    ['yields to the Rule of a Then about it', [invariant('SS-UPD-005', 2, gone), aThen(3, gone)], RULE],
    ['at rest, yields to the Rule of a Then about it', [invariant('SS-STA-012', 2, gone), aThen(3, gone)], RULE],
    [
      'at rest, does not yield where a Pod was created',
      [invariant('SS-STA-012', 2, made), aThen(3, made)],
      'SS-STA-012',
      `${RULE} because of SS-STA-012`,
    ],
    [
      'at rest, does not yield where no action is named',
      [invariant('SS-STA-012', 2), other('SS-N', 3, made)],
      'SS-STA-012 SS-N',
      `${RULE} because of SS-N`,
    ],
    ['no other rule yields', [invariant('SS-A', 2, gone), invariant('SS-B', 3, gone)], 'SS-A SS-B'],
  ])
})

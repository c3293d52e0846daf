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
  start,
  violation,
} from './grouping-testing.ts'

const misnamed = (at: number) => invariant('SS-IDN-001', at, cause('create', 'pods', 'web-00'))
const report = (field: string, set = 'web') => cause('report', 'clonesets', set, `status.${field}`)
const stale = (at: number) => invariant('SS-STA-001', at, report('observedGeneration'))
const counted = (at: number, set?: string) => invariant('SS-STA-002', at, report('replicas', set))
const ofRule = (at: number) => violation('invariant', at, { guarantee: RULE, cause: report('replicas') })

const byOrdinal: Case[] = [
  ['is charged, every time', [misnamed(2), misnamed(5)], 'SS-IDN-001'],
  ['leaves a rule about a Pod unjudged', [misnamed(2), invariant('SS-A', 2, made)], 'SS-IDN-001'],
  ['leaves a rule about a claim unjudged', [misnamed(2), invariant('SS-A', 3, cause('delete', CLAIMS))], 'SS-IDN-001'],
  ['leaves a count unjudged', [misnamed(2), counted(3)], 'SS-IDN-001'],
  ['leaves the Rule of a Then about a Pod unjudged', [misnamed(2), aThen(3, made)], 'SS-IDN-001', of('SS-IDN-001')],
  ['leaves the Rule of any other Then unjudged', [misnamed(2), aThen(3)], 'SS-IDN-001', of('SS-IDN-001')],
  ['is why the starting state was not reached', [misnamed(2), start(3)], 'SS-IDN-001'],
  ['is the reason for other Pods that nobody spoke of', [misnamed(2), other('SS-N', 3, made)], 'SS-IDN-001'],
  ['does not excuse what was wrong before', [invariant('SS-A', 1, made), misnamed(2)], 'SS-A SS-IDN-001'],
  [
    'does not excuse a second Pod of an ordinal',
    [misnamed(2), invariant('SS-IDN-019', 2, made)],
    'SS-IDN-001 SS-IDN-019',
  ],
  [
    'does not excuse a wrong Service',
    [misnamed(2), invariant('SS-A', 3, cause('change', 'services'))],
    'SS-IDN-001 SS-A',
  ],
]

const ofStatus: Case[] = [
  ['leaves the counts of the same status unjudged', [stale(4), counted(4)], 'SS-STA-001'],
  ['and so the Rule that is about them', [stale(4), ofRule(4)], 'SS-STA-001', of('SS-STA-001')],
  ['does not excuse a later one', [stale(4), counted(5)], 'SS-STA-001 SS-STA-002'],
  ['does not excuse that of another set', [stale(4), counted(4, 'db')], 'SS-STA-001 SS-STA-002'],
  [
    'does not excuse a change of the set',
    [stale(4), invariant('SS-A', 4, cause('change', 'clonesets', 'web'))],
    'SS-STA-001 SS-A',
  ],
  ['does not excuse what has no cause', [stale(4), aThen(4)], 'SS-STA-001 SS-RULE'],
  [
    'without a cause excuses nothing',
    [violation('then', 4, { guarantee: 'SS-STA-001' }), counted(4)],
    'SS-STA-002 SS-STA-001',
  ],
  ['is charged itself, by whatever is seen of it', [stale(4), stale(4)], 'SS-STA-001'],
]

const taken = cause('change', 'pods', 'web-0', 'ownerReferences')

const sameAction: Case[] = [
  [
    'the second of a kind is not told beside a Then about the first',
    [aThen(5, gone), other('SS-N', 7, cause('delete', 'pods', 'web-1'))],
    RULE,
  ],
  ['not even of the same moment', [aThen(5, made), other('SS-N', 5, cause('create', 'pods', 'web-1'))], RULE],
  [
    'a change of a second object is told',
    [aThen(5, cause('change', 'pods', 'web-0', 'f')), other('SS-N', 7, cause('change', 'pods', 'web-1', 'f'))],
    'SS-RULE SS-N',
  ],
  [
    'another kind of action is told',
    [aThen(5, gone), other('SS-N', 7, cause('create', 'pods', 'web-1'))],
    'SS-RULE SS-N',
  ],
  [
    'a rule about every deletion is told',
    [aThen(5, gone), invariant('SS-UPD-005', 7, cause('delete', 'pods', 'web-1'))],
    'SS-RULE SS-UPD-005',
  ],
  [
    'a change without a cause is told',
    [aThen(5), violation('nothing else changed', 7, { guarantee: 'SS-N' })],
    'SS-RULE SS-N',
  ],
  ['a Pod that nobody spoke of comes back', [other('SS-N', 5, gone), other('SS-M', 7, made)], 'SS-N', of('SS-N')],
  [
    'a Pod was there again before it was deleted',
    [other('SS-M', 4, made), other('SS-N', 5, gone)],
    'SS-M SS-N',
    of('SS-M'),
  ],
  [
    'another Pod comes',
    [other('SS-N', 5, gone), other('SS-M', 7, cause('create', 'pods', 'web-1'))],
    'SS-N SS-M',
    of('SS-N'),
  ],
  [
    'what becomes of a Pod that was wrongly taken is not told',
    [other('SS-N', 5, cause('change', 'pods', 'web-0', 'labels[a]')), other('SS-M', 6, gone), aThen(9, taken)],
    RULE,
  ],
  [
    'what becomes of another Pod is',
    [other('SS-N', 5, cause('change', 'pods', 'web-1', 'labels[a]')), aThen(9, taken)],
    'SS-N SS-RULE',
  ],
  [
    'what becomes of another object of the name is',
    [other('SS-N', 5, cause('delete', CLAIMS, 'web-0')), aThen(9, taken)],
    'SS-N SS-RULE',
  ],
]

function of(guarantee: string): string {
  return `${RULE} because of ${guarantee}`
}

describe('a Pod of a set with a name that no ordinal has', () => {
  groups(byOrdinal)
})

describe('a status that is behind the generation', () => {
  groups(ofStatus)
})

describe('one action that is seen twice', () => {
  groups(sameAction)
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import { EXPENDABLE_NODE, HOLD_FINALIZER, NO_CLASS, NO_NODE, READINESS_GATE } from './labels.ts'
import { withNames } from './placeholders.ts'

const cases: [string, string][] = [
  ['<no-node>', NO_NODE],
  ['<spare-node>', EXPENDABLE_NODE],
  ['<no-class>', NO_CLASS],
  ['<hold-finalizer>', HOLD_FINALIZER],
  ['<readiness-gate>', READINESS_GATE],
  ['<other-image>', 'statefulset-conformance/workload:2'],
  ['<image>', 'registry/image:7'],
  ['<namespace> and <other-namespace>', 'run-1 and run-1-other'],
  ['a: <image>, b: <no-class>', `a: registry/image:7, b: ${NO_CLASS}`],
  ['<name> and <ordinal>', '<name> and <ordinal>'],
  ['<No-Node> <> <no node> image', '<No-Node> <> <no node> image'],
]

describe('the suite’s own names in a feature', () => {
  for (const [text, expected] of cases)
    it(text, () => {
      expect(withNames(text, { image: 'registry/image:7', namespace: 'run-1' })).to.equal(expected)
    })
})

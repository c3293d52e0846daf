import { join } from 'node:path'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { type Evidence, readEvidence } from './evidence.ts'
import { allReasons, decideOutcome } from './exit-code.ts'
import type { Guarantee } from './ledger.ts'
import { deviating, deviation, evidence, example, informativeExample, row } from './testdata/hand-made.ts'
import { judgeGuarantees } from './verdicts.ts'

const core = [row('SS-ORD-001')]

function outcome(of: Evidence, ledger: Guarantee[] = core) {
  return decideOutcome(of, judgeGuarantees(ledger, of.scenarios, of.run.deviations))
}

const kept = example('ordering/creation [1]')
const broken = example('ordering/creation [2]', { ending: 'non-conformant', because: 'web-1 came first' })
const fault = example('ordering/creation [3]', { ending: 'harness error', because: 'step undefined' })
const lacking = example('ordering/x [4]', { ending: 'not applicable', because: 'none', guarantees: ['SS-ORD-002'] })
const unchecked = /SS-ORD-002 could not be checked here: none/
const declared = deviation('SS-ORD-001')
const deviates = deviating('ordering/creation [2]', declared)

describe('exit code', () => {
  const cases: [string, Evidence, Guarantee[], number, RegExp][] = [
    ['everything kept', evidence([kept]), core, 0, /^$/],
    ['a guarantee broken', evidence([kept, broken]), core, 1, /SS-ORD-001 is broken: sentence of/],
    [
      'a breach that its target documents, and what could not be judged because of it',
      evidence([{ ...deviates, notJudged: [{ guarantee: 'SS-ORD-002', because: 'SS-ORD-001' }] }], {
        run: { deviations: [declared], selection: 'ORD' },
      }),
      [...core, row('SS-ORD-002')],
      4,
      /SS-ORD-002 could not be checked here: not judged because of SS-ORD-001/,
    ],
    ['a breach beside a harness error', evidence([fault, broken]), core, 1, /^SS-ORD-001 is broken.*\n.*\[3\]: step/],
    [
      'a breach beside a run-level fault',
      evidence([broken], { run: { harnessErrors: ['the target died'] } }),
      core,
      1,
      /^SS-ORD-001 is broken.*\nthe target died/,
    ],
    ['a breach beside damaged evidence', evidence([broken], { problems: ['cut short'] }), core, 1, /cut short/],
    ['a harness error beside one that is kept', evidence([kept, fault]), core, 3, /\[3\]: step undefined/],
    [
      'a harness error beside a documented deviation',
      evidence([deviates, fault], { run: { deviations: [declared] } }),
      core,
      3,
      /\[3\]: step undefined/,
    ],
    [
      'a harness error beside a stale deviation',
      evidence([kept, { ...fault, guarantees: ['SS-ORD-002'], charged: ['SS-ORD-002'] }], {
        run: { deviations: [declared] },
      }),
      [...core, row('SS-ORD-002')],
      3,
      /step undefined.*\n.*deviations.yaml:1: /,
    ],
    [
      'a harness error beside a core row not run',
      evidence([fault]),
      [...core, row('SS-ORD-002')],
      3,
      /step undefined.*\nSS-ORD-002 was not run/,
    ],
    [
      'a breach of an extended row',
      evidence([example('ordering/creation [2]', { ending: 'non-conformant', guarantees: ['SS-ORD-002'] })]),
      [row('SS-ORD-002', { profile: 'extended:fault-injection' })],
      1,
      /SS-ORD-002 is broken/,
    ],
    [
      'a run-level fault',
      evidence([kept], { run: { harnessErrors: ['the sentinel is silent'] } }),
      core,
      3,
      /sentinel/,
    ],
    ['damaged evidence', evidence([kept], { problems: ['cut short'] }), core, 3, /cut short/],
    [
      'no scenario',
      evidence([]),
      core,
      3,
      /^no scenario was run\nSS-ORD-001 was not run: no scenario carries its tag$/,
    ],
    [
      'no scenario after a run-level fault, which is the cause and not the selection',
      evidence([], { run: { selection: '@nothing', harnessErrors: ['etcd died'] } }),
      core,
      3,
      /^etcd died\nno scenario was run$/,
    ],
    ['no scenario selected', evidence([], { run: { selection: '@nothing' } }), core, 3, /selection @nothing/],
    ['all skipped', evidence([lacking]), core, 3, /nothing was checked/],
    ['a documented deviation', evidence([deviates], { run: { deviations: [declared] } }), core, 0, /^$/],
    ['an informative example that fails', evidence([kept, informativeExample('a/b [1]')]), core, 0, /^$/],
    [
      'a stale deviation',
      evidence([kept], { run: { deviations: [declared] } }),
      core,
      1,
      /^deviations.yaml:1: the declared deviation from SS-ORD-001 did not happen: ordering.creation \[1\] passed; remove it/,
    ],
    [
      'a breach without a guarantee',
      evidence([{ ...broken, guarantees: [], charged: [], failures: [] }]),
      [],
      1,
      /\[2\] is broken/,
    ],
    [
      'a stale deviation beside a core row not run',
      evidence([kept], { run: { deviations: [declared] } }),
      [...core, row('SS-ORD-002')],
      1,
      /deviations.yaml:1: .*\nSS-ORD-002 was not run/,
    ],
    [
      'a breach of an example that was broken off besides',
      evidence([{ ...broken, harnessError: 'history was lost' }]),
      core,
      1,
      /SS-ORD-001 is broken.*\n.*\[2\]: history was lost/,
    ],
    [
      'a documented breach of an example that was broken off besides',
      evidence([{ ...deviates, harnessError: 'history was lost' }], { run: { deviations: [declared] } }),
      core,
      3,
      /\[2\]: history was lost/,
    ],
    ['a core row not run', evidence([kept]), [...core, row('SS-ORD-002')], 4, /SS-ORD-002 was not run/],
    [
      'a core row whose sentence nobody says',
      evidence([kept]),
      [...core, row('SS-RES-013', { checked_by: 'nothing else changed' })],
      4,
      /SS-RES-013 was not run: no scenario says "nothing else changed"/,
    ],
    ['a planned row not run', evidence([kept]), [...core, row('SS-ORD-002', { state: 'planned' })], 0, /^$/],
    ['a core row not applicable', evidence([kept, lacking]), [...core, row('SS-ORD-002')], 4, unchecked],
    [
      'a planned row not applicable',
      evidence([kept, lacking]),
      [...core, row('SS-ORD-002', { state: 'planned' })],
      0,
      /^$/,
    ],
    [
      'a core row that needs what the target only plays',
      evidence([kept, lacking], { run: { simulated: ['kubelet'] } }),
      [...core, row('SS-ORD-002', { needs: ['kubelet', 'dns'] })],
      0,
      /^$/,
    ],
    [
      'a core row that begins with a later version',
      evidence([kept, lacking], { run: { versions: { server: 'v1.34.4' } } }),
      [...core, row('SS-ORD-002', { since: '1.35' })],
      0,
      /^$/,
    ],
    [
      'a core row that needs what the target lacks',
      evidence([kept, lacking], { run: { simulated: ['kubelet'] } }),
      [...core, row('SS-ORD-002', { needs: ['dns'] })],
      4,
      /SS-ORD-002 could not be checked here/,
    ],
    [
      'a core row not applicable that was selected',
      evidence([kept, lacking], { run: { selection: 'ORD' } }),
      [...core, row('SS-ORD-002')],
      4,
      unchecked,
    ],
    [
      'an extended row not applicable',
      evidence([kept, lacking]),
      [...core, row('SS-ORD-002', { profile: 'extended:X' })],
      0,
      /^$/,
    ],
    [
      'a core row not selected',
      evidence([kept], { run: { selection: 'SS-ORD-001' } }),
      [...core, row('SS-ORD-002')],
      0,
      /^$/,
    ],
    ['a tag outside the ledger', evidence([kept]), [row('SS-ORD-002')], 3, /no row of the ledger/],
  ]
  for (const [what, of, ledger, exitCode, reason] of cases) {
    it(`is ${exitCode} for ${what}`, () => {
      const { exitCode: found, reasons } = outcome(of, ledger)
      expect(found).to.equal(exitCode)
      expect(allReasons(reasons).join('\n')).to.match(reason)
    })
  }
})

describe('the name of an outcome', () => {
  const extended = row('SS-ORD-003', { profile: 'extended:X' })
  const cases: [string, Evidence, Guarantee[], string][] = [
    ['the whole core profile kept', evidence([kept]), core, 'conformant'],
    [
      'an extended row that is still planned',
      evidence([kept]),
      [...core, { ...extended, state: 'planned' }],
      'conformant',
    ],
    [
      'a core row that is excluded',
      evidence([kept]),
      [...core, row('SS-ORD-002', { state: 'excluded' })],
      'conformant',
    ],
    ['a core row that is still planned', evidence([kept]), [...core, row('SS-ORD-002', { state: 'planned' })], 'kept'],
    ['a selection', evidence([kept], { run: { selection: 'ORD' } }), core, 'kept'],
    ['a documented deviation', evidence([deviates], { run: { deviations: [declared] } }), core, 'kept'],
    [
      'no core row at all',
      evidence([{ ...kept, guarantees: ['SS-ORD-003'], charged: ['SS-ORD-003'] }]),
      [extended],
      'kept',
    ],
    ['a breach in a selection', evidence([broken], { run: { selection: 'ORD' } }), core, 'non-conformant'],
    ['a harness error', evidence([fault]), core, 'harness error'],
    ['a core row not run', evidence([kept]), [...core, row('SS-ORD-002')], 'incomplete'],
  ]
  for (const [what, of, ledger, name] of cases)
    it(`is ${name} for ${what}`, () => {
      expect(outcome(of, ledger).name).to.equal(name)
    })
})

// Each of these ran in cucumber itself, which called all but failing-run-hook a success.
describe('exit code of recorded runs that cucumber calls green', () => {
  const recorded = { 'nothing-selected': 3, 'all-skipped': 3, 'dry-run': 3, 'failing-run-hook': 3, green: 0 }
  for (const [name, exitCode] of Object.entries(recorded))
    it(`is ${exitCode} for ${name}`, () => {
      expect(outcome(readEvidence(join(import.meta.dirname, 'testdata', name), {})).exitCode).to.equal(exitCode)
    })
})

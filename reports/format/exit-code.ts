import { knownExample, knownOf, staleOf } from './baseline.ts'
import type { Evidence } from './evidence.ts'
import { beginsLater, type Headline, headlineOf, isWholeCore } from './headline.ts'
import type { Judged, Verdicts } from './verdicts.ts'

/** The outcome of a run: the exit code, the number of guarantees kept, and the reasons, one sentence each. */
export interface Outcome {
  exitCode: 0 | 1 | 3 | 4
  /** Conformant is the whole core profile; kept is everything that was checked, and that was less. */
  name: 'conformant' | 'kept' | 'non-conformant' | 'harness error' | 'incomplete'
  headline: Headline
  reasons: Reasons
}

/** The reasons against a run, by kind; the first kind that is not empty decides. */
export interface Reasons {
  violations: string[]
  harnessErrors: string[]
  stale: string[]
  /** Violations that the baseline knows: they are told, and do not fail the run. */
  known: string[]
  unchecked: string[]
}

/**
 * Decides the exit code from the scenarios themselves; cucumber's own success is green for an empty run. A proven
 * violation holds although other examples had harness errors, and both are reported.
 */
export function decideOutcome(evidence: Evidence, verdicts: Verdicts): Outcome {
  const headline = headlineOf(evidence.run, verdicts)
  const reasons = {
    violations: violations(evidence, verdicts),
    harnessErrors: harnessErrors(evidence, verdicts),
    stale: [...staleDeviations(verdicts), ...staleBaseline(evidence, verdicts)],
    known: knownViolations(evidence, verdicts),
    unchecked: uncheckedCore(evidence, verdicts).map(uncheckedReason),
  }
  return { ...decided(reasons, headline), headline, reasons }
}

function decided(reasons: Reasons, headline: Headline): Pick<Outcome, 'exitCode' | 'name'> {
  if (reasons.violations.length > 0) return { exitCode: 1, name: 'non-conformant' }
  if (reasons.harnessErrors.length > 0) return { exitCode: 3, name: 'harness error' }
  if (reasons.stale.length > 0) return { exitCode: 1, name: 'non-conformant' }
  const isBroken = reasons.known.length > 0
  if (reasons.unchecked.length > 0) return { exitCode: 4, name: isBroken ? 'non-conformant' : 'incomplete' }
  if (isBroken) return { exitCode: 0, name: 'non-conformant' }
  return { exitCode: 0, name: isWholeCore(headline) ? 'conformant' : 'kept' }
}

/** All reasons in order of severity. */
export function allReasons({ violations, harnessErrors, stale, known, unchecked }: Reasons): string[] {
  return [...violations, ...harnessErrors, ...stale, ...known, ...unchecked]
}

/** Broken scenarios that carry no guarantee count too: the run is not green because a tag is missing. */
function violations({ run: { baseline }, scenarios }: Evidence, { judged }: Verdicts): string[] {
  const guarantees = judged.filter((row) => row.verdict === 'non-conformant' && knownOf(row, baseline).length === 0)
  const known = new Set(judged.flatMap((each) => each.scenarios))
  const others = scenarios.filter((scenario) => scenario.ending === 'non-conformant' && !known.has(scenario))
  return [
    ...guarantees.map(({ guarantee }) => `${guarantee.id} is broken: ${guarantee.sentence}`),
    ...others
      .filter((scenario) => !knownExample(scenario, baseline))
      .map(({ address, because }) => `${address} is broken: ${because}`),
  ]
}

function knownViolations({ run: { baseline } }: Evidence, { judged }: Verdicts): string[] {
  return judged.flatMap((row) => {
    const [first] = row.verdict === 'non-conformant' ? knownOf(row, baseline) : []
    return first ? [`${row.guarantee.id} is broken, as ${first.place} knows: ${first.url}`] : []
  })
}

function staleBaseline({ run: { baseline } }: Evidence, { judged }: Verdicts): string[] {
  return staleOf(baseline, judged).map(
    ({ place, guarantee, example }) => `${place}: ${guarantee ?? example} is a known failure and passed: remove it`,
  )
}

function harnessErrors({ run, scenarios, problems }: Evidence, verdicts: Verdicts): string[] {
  const known = [...run.harnessErrors, ...problems, ...verdicts.problems]
  return [
    ...known,
    // With a known error the selection is not the cause.
    ...(scenarios.length === 0 ? [nothingRan(known.length > 0 ? '' : run.selection)] : []),
    ...(scenarios.length > 0 && scenarios.every(({ ending }) => ending === 'not applicable')
      ? ['every scenario was skipped as not applicable: nothing was checked']
      : []),
    ...scenarios.flatMap(({ ending, address, because, step, harnessError }) => [
      ...(ending === 'harness error' ? [`${address}: ${because}${step ? ` (in: ${step})` : ''}`] : []),
      ...(harnessError === undefined ? [] : [`${address}: ${harnessError}`]),
    ]),
  ]
}

function nothingRan(selection: string): string {
  return selection === ''
    ? 'no scenario was run'
    : `no scenario was run: nothing matches the selection ${selection}; loosen it`
}

function staleDeviations({ stale }: Verdicts): string[] {
  return stale.map(
    ({ deviation: { place, guarantee }, passed }) =>
      `${place}: the declared deviation from ${guarantee} did not happen: ${passed.join(', ')} passed; remove it, or limit its examples or versions to those that deviate`,
  )
}

/**
 * A guarantee outside of the selection is no gap, and neither is one that begins with a later version; a selected guarantee
 * that needs a missing capability is one, unless the target simulates that capability: it can never be checked there.
 */
function uncheckedCore({ run }: Evidence, { judged }: Verdicts): Judged[] {
  return judged.filter((each) => {
    const { guarantee, verdict } = each
    if (beginsLater(each, run)) return false
    if (guarantee.profile !== 'core' || guarantee.state !== 'checked') return false
    if (verdict === 'not run') return run.selection === ''
    if (verdict === 'not judged') return true
    return verdict === 'not applicable' && !guarantee.needs.some((need) => run.simulated.includes(need))
  })
}

function uncheckedReason({ guarantee, verdict, because }: Judged): string {
  return verdict === 'not run'
    ? `${guarantee.id} was not run: no scenario ${guarantee.checked_by ? `says "${guarantee.checked_by}"` : 'carries its tag'}`
    : `${guarantee.id} could not be checked here: ${because}`
}

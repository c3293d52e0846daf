import type { Evidence } from './evidence.ts'
import { type Headline, headlineOf, isWholeCore } from './headline.ts'
import type { Judged, Verdicts } from './verdicts.ts'

/** What a run means as a whole: the code to exit with, how much was kept, and why, one sentence per reason. */
export interface Outcome {
  exitCode: 0 | 1 | 3 | 4
  /** Conformant is the whole core profile; kept is everything that was checked, and that was less. */
  name: 'conformant' | 'kept' | 'non-conformant' | 'harness error' | 'incomplete'
  headline: Headline
  reasons: Reasons
}

/** What speaks against a run, by kind; the first kind that is not empty decides. */
export interface Reasons {
  violations: string[]
  harnessErrors: string[]
  stale: string[]
  unchecked: string[]
}

/**
 * Decides the exit code from the scenarios themselves; cucumber's own success is green for an empty run. A proven
 * violation stands though other examples had harness errors, and both are told.
 */
export function decideOutcome(evidence: Evidence, verdicts: Verdicts): Outcome {
  const headline = headlineOf(evidence.run, verdicts)
  const reasons = {
    violations: violations(evidence, verdicts),
    harnessErrors: harnessErrors(evidence, verdicts),
    stale: staleDeviations(verdicts),
    unchecked: uncheckedCore(evidence, verdicts).map(uncheckedReason),
  }
  return { ...decided(reasons, headline), headline, reasons }
}

function decided(reasons: Reasons, headline: Headline): Pick<Outcome, 'exitCode' | 'name'> {
  if (reasons.violations.length > 0) return { exitCode: 1, name: 'non-conformant' }
  if (reasons.harnessErrors.length > 0) return { exitCode: 3, name: 'harness error' }
  if (reasons.stale.length > 0) return { exitCode: 1, name: 'non-conformant' }
  if (reasons.unchecked.length > 0) return { exitCode: 4, name: 'incomplete' }
  return { exitCode: 0, name: isWholeCore(headline) ? 'conformant' : 'kept' }
}

/** All reasons in the order of their weight. */
export function allReasons({ violations, harnessErrors, stale, unchecked }: Reasons): string[] {
  return [...violations, ...harnessErrors, ...stale, ...unchecked]
}

/** Broken scenarios that carry no guarantee count too: the run is not green because a tag is missing. */
function violations({ scenarios }: Evidence, { judged }: Verdicts): string[] {
  const guarantees = judged.filter(({ verdict }) => verdict === 'non-conformant')
  const told = new Set(judged.flatMap((each) => each.scenarios))
  const untold = scenarios.filter((scenario) => scenario.ending === 'non-conformant' && !told.has(scenario))
  return [
    ...guarantees.map(({ guarantee }) => `${guarantee.id} is broken: ${guarantee.sentence}`),
    ...untold.map(({ address, because }) => `${address} is broken: ${because}`),
  ]
}

function harnessErrors({ run, scenarios, problems }: Evidence, verdicts: Verdicts): string[] {
  const known = [...run.harnessErrors, ...problems, ...verdicts.problems]
  return [
    ...known,
    // Where it is known what went wrong, the selection is not to blame.
    ...(scenarios.length === 0 ? [nothingRan(known.length > 0 ? '' : run.selection)] : []),
    ...(scenarios.length > 0 && scenarios.every(({ ending }) => ending === 'not applicable')
      ? ['every scenario was skipped as not applicable: nothing was checked']
      : []),
    ...scenarios.flatMap(({ ending, address, because, step }) =>
      ending === 'harness error' ? [`${address}: ${because}${step ? ` (in: ${step})` : ''}`] : [],
    ),
  ]
}

function nothingRan(selection: string): string {
  return selection === ''
    ? 'no scenario was run'
    : `no scenario was run: nothing matches the selection ${selection}; loosen it`
}

function staleDeviations({ stale }: Verdicts): string[] {
  return stale.map(
    ({ guarantee, url }) => `${guarantee} is conformant now; take its deviation (${url}) from the target's list`,
  )
}

/**
 * What a selection leaves out was not meant to be checked; what it names and the target lacks was. What a target plays
 * instead of having it was never going to be checked there: that is no gap of this run.
 */
function uncheckedCore({ run }: Evidence, { judged }: Verdicts): Judged[] {
  return judged.filter(({ guarantee, verdict }) => {
    if (guarantee.profile !== 'core' || guarantee.state !== 'checked') return false
    if (verdict === 'not run') return run.selection === ''
    return verdict === 'not applicable' && !guarantee.needs.some((need) => run.simulated.includes(need))
  })
}

function uncheckedReason({ guarantee, verdict, because }: Judged): string {
  return verdict === 'not run'
    ? `${guarantee.id} was not run: no scenario ${guarantee.checked_by ? `says "${guarantee.checked_by}"` : 'carries its tag'}`
    : `${guarantee.id} could not be checked here: ${because}`
}

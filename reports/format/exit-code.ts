import type { Evidence } from './evidence.ts'
import type { Judged, Verdicts } from './verdicts.ts'

/** What a run means as a whole: the code to exit with, and why, one sentence per reason. */
export interface Outcome {
  exitCode: 0 | 1 | 3 | 4
  name: 'conformant' | 'non-conformant' | 'harness error' | 'incomplete'
  reasons: string[]
}

/** Decides the exit code from the scenarios themselves; cucumber's own success is green for an empty run. */
export function decideOutcome(evidence: Evidence, verdicts: Verdicts): Outcome {
  const harness = harnessReasons(evidence, verdicts)
  if (harness.length > 0) return { exitCode: 3, name: 'harness error', reasons: harness }
  const broken = brokenReasons(evidence, verdicts)
  if (broken.length > 0) return { exitCode: 1, name: 'non-conformant', reasons: broken }
  const unchecked = uncheckedCore(evidence, verdicts).map(uncheckedReason)
  if (unchecked.length > 0) return { exitCode: 4, name: 'incomplete', reasons: unchecked }
  return { exitCode: 0, name: 'conformant', reasons: [] }
}

function harnessReasons({ run, scenarios, problems }: Evidence, verdicts: Verdicts): string[] {
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

/** Broken scenarios that carry no guarantee count too: the run is not green because a tag is missing. */
function brokenReasons({ scenarios }: Evidence, { judged, stale }: Verdicts): string[] {
  const guarantees = judged.filter(({ verdict }) => verdict === 'non-conformant')
  const told = new Set(judged.flatMap((each) => each.scenarios))
  const untold = scenarios.filter((scenario) => scenario.ending === 'non-conformant' && !told.has(scenario))
  return [
    ...guarantees.map(({ guarantee }) => `${guarantee.id} is broken: ${guarantee.sentence}`),
    ...untold.map(({ address, because }) => `${address} is broken: ${because}`),
    ...stale.map(
      ({ guarantee, url }) => `${guarantee} is conformant now; take its deviation (${url}) from the target's list`,
    ),
  ]
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
    ? `${guarantee.id} was not run: no scenario carries its tag`
    : `${guarantee.id} could not be checked here: ${because}`
}

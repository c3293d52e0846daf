import type { Evidence } from './evidence.ts'
import type { Statistics } from './report-schema.ts'
import type { Scenario } from './scenarios.ts'
import type { Judged } from './verdicts.ts'

/** Counts verdicts. */
export function countVerdicts(judged: Judged[]): Statistics {
  const of = (verdict: Judged['verdict']) => judged.filter((each) => each.verdict === verdict).length
  return {
    conformant: of('conformant'),
    nonConformant: of('non-conformant'),
    documentedDeviation: of('documented deviation'),
    notApplicable: of('not applicable'),
    harnessError: of('harness error'),
    notJudged: of('not judged'),
    notRun: of('not run'),
    planned: of('planned'),
    excluded: of('excluded'),
    total: judged.length,
  }
}

/** Counts how scenarios ended. */
export function countEndings(scenarios: Scenario[]) {
  const of = (ending: Scenario['ending']) => scenarios.filter((each) => each.ending === ending).length
  return {
    total: scenarios.length,
    conformant: of('conformant'),
    nonConformant: of('non-conformant'),
    documentedDeviation: of('documented deviation'),
    informative: of('informative'),
    notApplicable: of('not applicable'),
    harnessError: of('harness error'),
  }
}

/** Seconds from the first scenario's start to the last one's end, and the sum of what each of them took. */
export function timeOf({ wallMs, scenarios }: Pick<Evidence, 'wallMs' | 'scenarios'>) {
  const inSeconds = (ms: number) => Math.round(ms) / 1000
  return { wall: inSeconds(wallMs), scenarios: inSeconds(scenarios.reduce((sum, { tookMs }) => sum + tookMs, 0)) }
}

/** Statistics per group, in the order in which the groups first appear. */
export function countBy(
  judged: Judged[],
  groupOf: (each: Judged) => string,
): { name: string; statistics: Statistics }[] {
  const groups = Map.groupBy(judged, groupOf)
  return [...groups].map(([name, members]) => ({ name, statistics: countVerdicts(members) }))
}

/** The one word for a group: what its verdicts come to, or that there is none yet. */
export function groupVerdict(of: Statistics) {
  if (of.nonConformant > 0) return 'non-conformant'
  if (of.harnessError > 0) return 'harness error'
  if (of.documentedDeviation > 0) return 'documented deviation'
  if (of.notJudged > 0) return 'not judged'
  if (of.conformant > 0) return 'kept'
  if (of.notApplicable > 0) return 'not applicable'
  return of.notRun > 0 ? 'not run' : 'planned'
}

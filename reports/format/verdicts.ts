import type { Guarantee } from './ledger.ts'
import { decisive } from './precedence.ts'
import type { Deviation } from './run-info.ts'
import type { Ending, Scenario } from './scenarios.ts'

/** The five verdicts. */
export type Verdict = 'conformant' | 'non-conformant' | 'documented deviation' | 'not applicable' | 'harness error'

/**
 * A row without a verdict: no scenario yet, excluded, not selected, or not judged because of
 * another broken guarantee.
 */
export type NoVerdict = 'not judged' | 'planned' | 'excluded' | 'not run'

/** A guarantee, what was found, and by which scenarios. */
export interface Judged {
  guarantee: Guarantee
  verdict: Verdict | NoVerdict
  because: string
  scenarios: Scenario[]
  deviation?: Deviation
}

/** The verdicts of a run, and what does not fit together. */
export interface Verdicts {
  judged: Judged[]
  stale: Deviation[]
  problems: string[]
}

/** Joins the ledger with what was run. Pure: the same scenarios give the same verdicts. */
export function judgeGuarantees(ledger: Guarantee[], scenarios: Scenario[], deviations: Deviation[]): Verdicts {
  const known = new Set(ledger.map(({ id }) => id))
  const judged = ledger.map((guarantee) => {
    const checking = scenarios.filter((scenario) => concerns(scenario, guarantee))
    return judge(
      guarantee,
      checking,
      deviations.find((each) => each.guarantee === guarantee.id),
    )
  })
  const passes = new Set(judged.flatMap(({ verdict, guarantee }) => (verdict === 'conformant' ? [guarantee.id] : [])))
  return {
    judged,
    stale: deviations.filter(({ guarantee }) => passes.has(guarantee)),
    problems: [
      ...unknown(scenarios, known),
      ...deviations.flatMap(({ guarantee }) =>
        known.has(guarantee) ? [] : [`a deviation names ${guarantee}, which is no row of the ledger`],
      ),
    ],
  }
}

function judge(guarantee: Guarantee, scenarios: Scenario[], deviation: Deviation | undefined): Judged {
  const found = aggregate(guarantee, scenarios)
  if (found.verdict !== 'non-conformant' || !deviation) return { guarantee, scenarios, ...found }
  return { guarantee, scenarios, verdict: 'documented deviation', because: deviation.reason, deviation }
}

/** A proven violation holds; an example that is not applicable does not affect the others. */
function aggregate(guarantee: Guarantee, scenarios: Scenario[]): Pick<Judged, 'verdict' | 'because'> {
  const order: Ending[] = [...decisive, 'conformant', 'not applicable']
  const rank = (scenario: Scenario) => order.indexOf(endingFor(scenario))
  const [first] = scenarios.toSorted((a, b) => rank(a) - rank(b))
  if (!first) return { verdict: withoutScenario(guarantee), because: guarantee.excluded_because ?? '' }
  const isOfIt = (each: { guarantee: string }) => each.guarantee === guarantee.id
  const broken = scenarios.flatMap(({ failures }) => failures).find(isOfIt)
  if (broken) return { verdict: 'non-conformant', because: broken.because }
  const unjudged = scenarios.flatMap(({ notJudged }) => notJudged).find(isOfIt)
  if (unjudged) return { verdict: 'not judged', because: `not judged because of ${unjudged.because}` }
  return { verdict: endingFor(first), because: first.harnessError ?? first.because }
}

function withoutScenario({ state }: Guarantee): NoVerdict {
  return state === 'checked' ? 'not run' : state
}

function concerns(scenario: Scenario, { id, checked_by }: Guarantee): boolean {
  const { guarantees, charged, notJudged } = scenario
  const named = [...guarantees, ...charged, ...notJudged.map(({ guarantee }) => guarantee)]
  return named.includes(id) || (checked_by !== undefined && hasStep(scenario, checked_by))
}

/** A scenario in which something else broke may not have come to the sentence: it speaks neither for nor against it. */
function hasStep({ steps, ending }: Scenario, sentence: string): boolean {
  return ending !== 'non-conformant' && steps.includes(sentence)
}

/** The ending of an example for a guarantee that it neither charges nor leaves unjudged: something else broke, this held. */
function endingFor({ ending, harnessError }: Scenario): Ending {
  if (ending !== 'non-conformant') return ending
  return harnessError === undefined ? 'conformant' : 'harness error'
}

function unknown(scenarios: Scenario[], known: Set<string>): string[] {
  return scenarios.flatMap(({ address, guarantees, charged, notJudged }) => [
    ...guarantees.flatMap((id) =>
      known.has(id)
        ? []
        : [`${address} is tagged @${id}, which is no row of the ledger; correct the tag or add the row`],
    ),
    ...charged.flatMap((id) =>
      known.has(id) || guarantees.includes(id) ? [] : [`${address} has broken ${id}, which is no row of the ledger`],
    ),
    ...notJudged.flatMap(({ guarantee, because }) =>
      [guarantee, because].flatMap((id) =>
        known.has(id)
          ? []
          : [`${address} leaves ${guarantee} unjudged because of ${because}; ${id} is no row of the ledger`],
      ),
    ),
  ])
}

import { affects, brokenEnding, isBroken } from './excuses.ts'
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

/** A declared deviation that did not happen, and the examples that passed instead. */
export interface Stale {
  deviation: Deviation
  passed: string[]
}

/** The verdicts of a run, and what does not fit together. */
export interface Verdicts {
  judged: Judged[]
  stale: Stale[]
  problems: string[]
}

/** Joins the ledger with what was run. Pure: the same scenarios give the same verdicts. */
export function judgeGuarantees(ledger: Guarantee[], scenarios: Scenario[], deviations: Deviation[]): Verdicts {
  const known = new Set(ledger.map(({ id }) => id))
  const judged = ledger.map((guarantee) => {
    const checking = scenarios.filter((scenario) => concerns(scenario, guarantee))
    return { guarantee, scenarios: checking, ...aggregate(guarantee, checking) }
  })
  return {
    judged,
    stale: deviations.flatMap((deviation) => staleIn(scenarios, deviation)),
    problems: [
      ...unknown(scenarios, known),
      ...deviations.flatMap(({ guarantee, place }) =>
        known.has(guarantee) ? [] : [`${place}: a deviation names ${guarantee}, which is no row of the ledger`],
      ),
    ],
  }
}

/** Every example that a deviation names is to show it, so that what was mended in part is noticed too; but for a race. */
function staleIn(scenarios: Scenario[], deviation: Deviation): Stale[] {
  if (deviation.sometimes) return []
  const passed = scenarios.filter((scenario) => affects(deviation, scenario) && scenario.ending === 'conformant')
  return passed.length > 0 ? [{ deviation, passed: passed.map(({ address }) => address) }] : []
}

const order: Ending[] = [...decisive, 'documented deviation', 'conformant', 'not applicable', 'informative']

/** A proven violation holds; an example that is not applicable does not affect the others. */
function aggregate(guarantee: Guarantee, scenarios: Scenario[]): Pick<Judged, 'verdict' | 'because' | 'deviation'> {
  const rank = (scenario: Scenario) => order.indexOf(endingFor(scenario, guarantee))
  const [first] = scenarios.toSorted((a, b) => rank(a) - rank(b))
  if (!first) return { verdict: withoutScenario(guarantee), because: guarantee.excluded_because ?? '' }
  const isOfIt = (each: { guarantee: string }) => each.guarantee === guarantee.id
  const broken = scenarios.flatMap(({ failures }) => failures).filter(isOfIt)
  const counted = broken.find((failure) => brokenEnding([failure]) === 'non-conformant')
  if (counted) return { verdict: 'non-conformant', because: counted.because }
  const deviation = broken.find((failure) => failure.deviation)?.deviation
  if (deviation) return { verdict: 'documented deviation', because: deviation.instead, deviation }
  const isShown = scenarios.some((each) => !isSession(each) && endingFor(each, guarantee) === 'conformant')
  const unjudged = scenarios
    .filter((each) => !isShown || !isSession(each))
    .flatMap(({ notJudged }) => notJudged)
    .find(isOfIt)
  if (unjudged) return { verdict: 'not judged', because: `not judged because of ${unjudged.because}` }
  return withoutViolation(endingFor(first, guarantee), first)
}

/**
 * A session of the tutorials comes to its end only where nothing breaks, and many guarantees show in it: where an example
 * of the family has passed, what the session did not come to says nothing.
 */
const isSession = ({ address }: Scenario): boolean => address.startsWith('tutorials/')

/** A row of which nothing but informative examples ran, and failed, has no verdict against it. */
function withoutViolation(ending: Ending, { because, harnessError }: Scenario): Pick<Judged, 'verdict' | 'because'> {
  if (ending === 'informative')
    return { verdict: 'not applicable', because: `informative, and not so here: ${because}` }
  return { verdict: ending, because: harnessError ?? because }
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
function hasStep(scenario: Scenario, sentence: string): boolean {
  return !isBroken(scenario) && scenario.steps.includes(sentence)
}

/** The ending of an example for a guarantee: where something else broke, this one held. */
function endingFor(scenario: Scenario, { id }: Guarantee): Ending {
  const { ending, failures, harnessError } = scenario
  if (!isBroken(scenario)) return ending
  const own = failures.filter(({ guarantee }) => guarantee === id)
  if (own.length > 0) return brokenEnding(own)
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

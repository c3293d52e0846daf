import type { Scenario } from './scenarios.ts'

/** The result of one guarantee in a run with a failure. */
export interface Blame {
  guarantee: string
  /** In how many examples it was broken itself. */
  directly: number
  /** In how many it could not be judged because something else broke. */
  notJudged: number
}

/** The guarantees that violations name or leave unjudged, those first that most examples broke. */
export function blameOf(scenarios: readonly Pick<Scenario, 'charged' | 'notJudged'>[]): Blame[] {
  const directly = countOf(scenarios.flatMap(({ charged }) => [...new Set(charged)]))
  const notJudged = countOf(scenarios.flatMap((each) => [...new Set(each.notJudged.map(({ guarantee }) => guarantee))]))
  return [...new Set([...directly.keys(), ...notJudged.keys()])]
    .map((guarantee) => ({
      guarantee,
      directly: directly.get(guarantee) ?? 0,
      notJudged: notJudged.get(guarantee) ?? 0,
    }))
    .toSorted((a, b) => b.directly - a.directly || b.notJudged - a.notJudged || a.guarantee.localeCompare(b.guarantee))
}

function countOf(ids: string[]): Map<string, number> {
  return new Map([...Map.groupBy(ids, (id) => id)].map(([id, all]) => [id, all.length]))
}

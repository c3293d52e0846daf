import { compared } from './compared.ts'
import type { Difference, Family, RealAnswers } from './corpus.ts'
import type { Exchange } from './exchange.ts'
import { firstDifferences, type PathDifference } from './first-differences.ts'

/** An answer that is not the recorded one. */
export interface Deviation {
  readonly story: string
  readonly request: string
  /** Where in the answer; empty if the request was never recorded. */
  readonly where: readonly PathDifference[]
}

/** How the answers of one family compare with the record. */
export interface Judgement {
  readonly family: string
  readonly requests: number
  readonly equal: number
  readonly listed: number
  readonly unlisted: readonly Deviation[]
  /** Entries of the list whose answers are alike by now, or that name no request. */
  readonly stale: readonly Difference[]
}

/** Compares the answers of a server with the recorded ones, story by story and request by request. */
export function judged(
  { name, stories }: Pick<Family, 'name' | 'stories'>,
  seen: Readonly<Record<string, readonly Exchange[]>>,
  recorded: RealAnswers,
  differences: readonly Difference[],
): Judgement {
  const own = differences.filter(({ family }) => family === name)
  const used = new Set<Difference>()
  const unlisted: Deviation[] = []
  let [requests, equal] = [0, 0]
  for (const [story, lines] of Object.entries(stories)) {
    const expected = recorded.stories[story] ?? []
    for (const [index, request] of lines.entries()) {
      requests++
      const known = expected[index]?.request === request ? expected[index] : undefined
      const answer = seen[story]?.[index]
      const where = known && answer ? firstDifferences(compared(known), compared(answer)) : []
      if (known && answer && where.length === 0) {
        equal++
        continue
      }
      const entry = own.find((one) => one.story === story && one.request === request)
      if (entry && known && answer?.code === known.code) used.add(entry)
      else unlisted.push({ story, request, where })
    }
  }
  const listed = requests - equal - unlisted.length
  return { family: name, requests, equal, listed, unlisted, stale: own.filter((entry) => !used.has(entry)) }
}

import { compared } from './compared.ts'
import type { Difference, Family, RealAnswers } from './corpus.ts'
import type { Exchange } from './exchange.ts'
import { firstDifferences, type PathDifference } from './first-differences.ts'

/** A response that is not the recorded one. */
export interface Deviation {
  readonly story: string
  readonly request: string
  /** The differences; empty if the request was never recorded. */
  readonly where: readonly PathDifference[]
}

/** The comparison of one family with the record. */
export interface Judgement {
  readonly family: string
  readonly requests: number
  readonly equal: number
  readonly listed: number
  readonly unlisted: readonly Deviation[]
  /** Entries of the list without a difference, or without a request. */
  readonly stale: readonly Difference[]
}

/** Compares the responses of a server with the recorded ones, story by story and request by request. */
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

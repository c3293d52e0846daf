import { isDeepStrictEqual } from 'node:util'
import type { Violation } from './judgements.ts'
import type { Deviation } from './run-info.ts'

/** A violation, and what keeps it from counting, if anything. */
export interface Failure extends Violation {
  /** The declared deviation that it is an instance of. */
  deviation?: Deviation
  /** True if the example is informative about this guarantee: it shows a difference that is nobody's fault. */
  informative?: boolean
}

/** The part of an example by which a violation in it may be excused. */
export interface Excusable {
  address: string
  guarantees: string[]
  informative: boolean
}

/** The endings of an example in which something was broken, the one that counts most first. */
export type BrokenEnding = 'non-conformant' | 'documented deviation' | 'informative'

/**
 * Finds for each violation of an example what keeps it from counting. Only what is declared is excused: another violation
 * of the same guarantee counts. An informative example excuses what it is about, and no other guarantee.
 */
export function excuse(violations: Violation[], example: Excusable, deviations: Deviation[]): Failure[] {
  const declared = deviations.filter((deviation) => affects(deviation, example))
  return violations.map((violation): Failure => {
    const deviation = declared.find((each) => isInstance(violation, each))
    if (deviation) return { ...violation, deviation }
    return example.informative && example.guarantees.includes(violation.guarantee)
      ? { ...violation, informative: true }
      : violation
  })
}

/** True if a deviation is declared to happen in an example. */
export function affects({ guarantee, examples }: Deviation, { address, guarantees, informative }: Excusable): boolean {
  return !informative && (examples ? examples.includes(address) : guarantees.includes(guarantee))
}

/** The ending of an example with these failures, or for the guarantee that they are of. */
export function brokenEnding(failures: Failure[]): BrokenEnding {
  if (failures.some(({ deviation, informative }) => !(deviation || informative))) return 'non-conformant'
  return failures.some(({ deviation }) => deviation) ? 'documented deviation' : 'informative'
}

function isInstance({ guarantee, sentence, seen, because }: Violation, deviation: Deviation): boolean {
  return (
    deviation.guarantee === guarantee &&
    deviation.shows.some(
      (shown) =>
        shown.broken === sentence &&
        (!('seen' in shown) || isDeepStrictEqual(shown.seen, seen)) &&
        (shown.because === undefined || shown.because === because),
    )
  )
}

/** True if something was broken in an example, and none of it counts. */
export function isExcused({ ending }: { ending: string }): boolean {
  return ending === 'documented deviation' || ending === 'informative'
}

/** True if something was broken in an example, whether it counts or not. */
export function isBroken(example: { ending: string }): boolean {
  return example.ending === 'non-conformant' || isExcused(example)
}

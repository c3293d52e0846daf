import type { Judgement, Violation } from '../verdict.ts'

/** The verdict on a recorded trace, without what differs from one recording to the next. */
export type Expected =
  | 'kept'
  | { readonly outcome: 'not applicable'; readonly reason: string }
  | { readonly outcome: 'harness error'; readonly message: string }
  | {
      readonly outcome: 'broken'
      readonly violations: readonly Pick<Violation, 'guarantee' | 'source' | 'sentence'>[]
      readonly notJudged?: Readonly<Record<string, string>>
      readonly harnessError?: string
    }

export function expectedOf(judgement: Judgement): Expected {
  if (judgement.outcome === 'kept') return 'kept'
  if (judgement.outcome !== 'broken') return judgement
  const { violations, notJudged, harnessError } = judgement
  return {
    outcome: 'broken',
    violations: violations.map(({ guarantee, source, sentence }) => ({ guarantee, source, sentence })),
    ...(notJudged.length > 0 && {
      notJudged: Object.fromEntries(notJudged.map(({ guarantee, because }) => [guarantee, because])),
    }),
    ...(harnessError !== undefined && { harnessError }),
  }
}

import type { Invariant } from './invariant.ts'
import { setsOf } from './sets.ts'
import { writesStatus } from './suite.ts'

const FIELD = 'status.conditions'

/** From Kubernetes 1.37 on the strategy Recreate reports its progress in a condition, which stays when the strategy changes. */
export const noConditions: Invariant = {
  guarantee: 'SS-STA-009',
  sentence: 'a set that never had the strategy Recreate has no conditions',
  breaches: ({ header, trace }) =>
    [...setsOf({ header, trace }).values()].flatMap((seen) => {
      const first = seen.find(({ object }) => conditionsOf(object.status).length > 0)
      if (!first) return []
      const { plural } = header.kind
      const { name } = first.object.metadata
      const isRecreated = seen.some(({ object }) => strategyOf(object.spec) === 'Recreate')
      if (isRecreated || writesStatus(trace, plural, name)) return []
      const cause = { verb: 'report' as const, resource: plural, name, field: FIELD }
      const because = `${name} has conditions`
      return [{ because, expected: [], seen: conditionsOf(first.object.status), at: first.seq, cause }]
    }),
}

type Fields = Readonly<Record<string, unknown>>

const strategyOf = (spec: Fields | undefined): unknown =>
  (spec?.['updateStrategy'] as { readonly type?: string } | undefined)?.type

const conditionsOf = (status: Fields | undefined): unknown[] => (status?.['conditions'] ?? []) as unknown[]

import type { KubeObject } from '../../client/index.ts'
import type { Breach } from '../verdict.ts'
import { rests } from './at-rest.ts'
import type { History, Invariant } from './invariant.ts'
import { setsOf } from './sets.ts'
import { writesStatus } from './suite.ts'

export const observedGeneration: Invariant = {
  guarantee: 'SS-STA-001',
  sentence: 'observedGeneration becomes the generation, never exceeds it and never goes back',
  breaches: (history) => [...wrongSteps(history), ...behindAtRest(history)],
}

const generationOf = ({ metadata }: KubeObject): number => metadata.generation ?? 0
const observedOf = ({ status }: KubeObject): number => Number(status?.['observedGeneration'] ?? 0)

/** Both numbers stand in one object, so that their order is the server's. */
function wrongSteps(history: History): Breach[] {
  return [...setsOf(history).values()].flatMap((seen) =>
    seen.flatMap(({ seq, type, object }, index) => {
      if (type === 'DELETED' || writesStatus(history.trace, history.header.kind.plural, object.metadata.name)) return []
      const [now, before] = [
        observedOf(object),
        index > 0 ? observedOf((seen[index - 1] as (typeof seen)[0]).object) : 0,
      ]
      if (now > generationOf(object))
        return [breach(history, object, { because: 'runs ahead of the generation', at: seq })]
      return now < before ? [breach(history, object, { because: 'went back', at: seq, expected: before })] : []
    }),
  )
}

const behindAtRest = (history: History): Breach[] =>
  rests(history).flatMap(({ seq, set }) =>
    observedOf(set) < generationOf(set)
      ? [breach(history, set, { because: 'is behind the generation at rest', at: seq })]
      : [],
  )

const breach = (
  { header }: History,
  set: KubeObject,
  { because, at, expected = generationOf(set) }: Pick<Breach, 'because' | 'at' | 'expected'>,
): Breach => ({
  because: `status.observedGeneration of ${set.metadata.name} ${because}`,
  expected,
  seen: observedOf(set),
  at,
  cause: { verb: 'report', resource: header.kind.plural, name: set.metadata.name, field: 'status.observedGeneration' },
})

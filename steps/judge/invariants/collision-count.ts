import type { Breach } from '../verdict.ts'
import type { Invariant } from './invariant.ts'
import { setsOf } from './sets.ts'
import { writesStatus } from './suite.ts'

const FIELD = 'status.collisionCount'

export const collisionCount: Invariant = {
  guarantee: 'SS-STA-010',
  sentence: 'collisionCount is there from the first pass on and never decreases',
  breaches: (history) => {
    const { header, trace } = history
    const { plural } = header.kind
    return [...setsOf(history).values()].flatMap((seen): Breach[] => {
      const name = seen[0]?.object.metadata.name ?? ''
      if (writesStatus(trace, plural, name)) return []
      const cause = { verb: 'report' as const, resource: plural, name, field: FIELD }
      let highest = 0
      return seen.flatMap(({ seq, type, object: { status = {} } }): Breach[] => {
        if (type === 'DELETED' || status['observedGeneration'] === undefined) return []
        const count = status['collisionCount']
        if (typeof count !== 'number') {
          const because = `${FIELD} of ${name} is not reported`
          return [{ because, expected: 'a number', seen: count, at: seq, cause }]
        }
        const expected = highest
        highest = Math.max(highest, count)
        if (count >= expected) return []
        return [{ because: `${FIELD} of ${name} went back`, expected, seen: count, at: seq, cause }]
      })
    })
  },
}

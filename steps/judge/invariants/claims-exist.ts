import type { Breach } from '../verdict.ts'
import { createdPods, setOf } from './created-pods.ts'
import type { Invariant } from './invariant.ts'
import { claimTemplatesOf } from './sets.ts'

const CLAIMS = 'persistentvolumeclaims'

export const claimsExist: Invariant = {
  guarantee: 'SS-STO-001',
  sentence: 'a Pod has had a claim for each claim template by the time the cluster has settled',
  breaches: (history) => {
    const { trace } = history
    return createdPods(history).flatMap((created): Breach[] => {
      const { name, interval } = created
      if (interval.to >= trace.entries.length) return []
      const seen = trace.entries
        .slice(0, interval.to)
        .flatMap((entry) => (entry.kind === 'seen' && entry.resource === CLAIMS ? [entry.object.metadata.name] : []))
      const missing = claimTemplatesOf(setOf(created)).find((template) => !seen.includes(`${template}-${name}`))
      if (missing === undefined) return []
      const expected = `${missing}-${name}`
      const because = `${name} exists and its claim ${expected} was never created`
      const cause = { verb: 'omit' as const, resource: CLAIMS, name: expected }
      return [{ because, expected, seen: [...new Set(seen)], at: interval.to, cause }]
    })
  },
}

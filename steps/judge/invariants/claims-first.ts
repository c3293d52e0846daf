import { createdPods, setOf } from './created-pods.ts'
import { versionOf } from './global-order.ts'
import type { Invariant } from './invariant.ts'
import { claimTemplatesOf } from './sets.ts'

const CLAIMS = 'persistentvolumeclaims'

export const claimsFirst: Invariant = {
  guarantee: 'SS-STO-002',
  sentence: 'the claims of a Pod are created before it',
  breaches: (history) => {
    const { header, trace } = history
    if (!header.capabilities.includes('global-order')) return []
    const claims = trace.entries.flatMap((entry) =>
      entry.kind === 'seen' && entry.resource === CLAIMS ? [entry.object] : [],
    )
    return createdPods(history).flatMap((created) => {
      const { seq, name, pod, cause } = created
      const late = claimTemplatesOf(setOf(created)).find((template) => {
        const first = claims.find(({ metadata }) => metadata.name === `${template}-${name}`)
        return first !== undefined && versionOf(first) > versionOf(pod)
      })
      if (late === undefined) return []
      return [{ because: `${name} was created before its claim ${late}-${name}`, seen: name, at: seq, cause }]
    })
  },
}

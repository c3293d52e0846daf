import { createdPods } from './created-pods.ts'
import { revisionOf } from './deleted-pods.ts'
import { versionOf } from './global-order.ts'
import type { Invariant } from './invariant.ts'
import { revisionsNamed } from './revisions.ts'

export const revisionFirst: Invariant = {
  guarantee: 'SS-REV-001',
  sentence: 'a revision is recorded before a Pod names it',
  breaches: (history) => {
    const { header, trace } = history
    if (!header.capabilities.includes('global-order')) return []
    return createdPods(history).flatMap(({ seq, name, pod, cause }) => {
      const label = revisionOf(pod)
      const [first] = label === undefined ? [] : revisionsNamed(trace, label)
      if (!first || versionOf(first.object) < versionOf(pod)) return []
      return [{ because: `${name} was created before its revision ${label} was recorded`, seen: label, at: seq, cause }]
    })
  },
}

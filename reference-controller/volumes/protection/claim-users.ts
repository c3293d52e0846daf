import type { Pod } from '../../client/index.ts'
import { claimsUsedBy } from './usage.ts'

/** Counts the Pods that use each claim, change by change. */
export interface ClaimUsers {
  has(claimKey: string): boolean
  /** Takes note of a Pod's change; answers the keys of claims that nobody uses any more. */
  change(pod: Pod | undefined, old: Pod | undefined): string[]
}

export function claimUsers(): ClaimUsers {
  const counts = new Map<string, number>()

  function count(pod: Pod | undefined, by: number): string[] {
    if (!pod) return []
    const keys = claimsUsedBy(pod).map((claim) => `${pod.metadata.namespace}/${claim}`)
    for (const key of keys) {
      const left = (counts.get(key) ?? 0) + by
      if (left > 0) counts.set(key, left)
      else counts.delete(key)
    }
    return keys
  }

  return {
    has: (claimKey) => counts.has(claimKey),
    change(pod, old) {
      count(pod, 1)
      return count(old, -1).filter((key) => !counts.has(key))
    },
  }
}

import type { KubeObject } from '../definition.ts'
import type { Rules } from '../shared/strategy.ts'

interface Lease extends KubeObject {
  spec?: { strategy?: string; preferredHolder?: string }
}

/** A client that takes a Lease must send the revision that it replaces. */
export const leaseRules: Rules = {
  needsRevision: true,
  prepareForCreate: dropGatedFields,
  prepareForUpdate: dropGatedFields,
}

/** Gate CoordinatedLeaderElection, off by default. */
function dropGatedFields(object: KubeObject): void {
  const { spec } = object as Lease
  for (const field of ['strategy', 'preferredHolder'] as const) if (spec?.[field] !== undefined) delete spec[field]
}

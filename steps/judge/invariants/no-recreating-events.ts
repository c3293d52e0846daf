import type { Invariant } from './invariant.ts'

export const noRecreatingEvents: Invariant = {
  guarantee: 'SS-EVT-004',
  sentence: 'the events RecreatingFailedPod and RecreatingTerminatedPod are not emitted',
  breaches: ({ trace }) =>
    trace.entries.flatMap((entry) => {
      if (entry.kind !== 'seen' || entry.resource !== 'events' || entry.type === 'DELETED') return []
      const reason = String(entry.object['reason'])
      if (!/^Recreating(Failed|Terminated)Pod$/.test(reason)) return []
      const cause = { verb: 'create' as const, resource: 'events', name: reason }
      return [{ because: `event ${reason} was emitted`, seen: reason, at: entry.seq, cause }]
    }),
}

import type { Failure } from './scenarios.ts'
import type { Trace } from './trace.ts'

/**
 * What to type to see it again: the lines that the failing step gave, else what the scenario did, in its order.
 * Housekeeping of the suite (fences, nudges, the keeper of readiness gates) is left out unless nothing else was done,
 * because a reader's own cluster has no keeper.
 */
export function reproduceLines(failure: Failure | undefined, trace: Trace | undefined): string[] {
  if (failure && failure.reproduce.length > 0) return failure.reproduce
  const did = (trace?.entries ?? []).flatMap((entry) => (entry.kind === 'did' ? [entry] : []))
  const deliberate = did.filter(({ own }) => !own)
  return (deliberate.length > 0 ? deliberate : did).map(({ text }) => text)
}

import type { Failure } from './scenarios.ts'
import type { Trace } from './trace.ts'

/**
 * What to type to see it again: the lines that the failing step gave, else what was done in the scenario, in its order.
 * What the suite did by itself is among them, for a reader's own cluster has nobody who grants readiness gates.
 */
export function reproduceLines(failure: Failure | undefined, trace: Trace | undefined): string[] {
  const given = failure?.reproduce ?? []
  const did = (trace?.entries ?? []).flatMap((entry) => (entry.kind === 'did' ? [entry.text] : []))
  const lines = given.length > 0 ? given : did
  return lines.length > 0 ? ['# one by one, each when the one before has had its effect', ...lines] : []
}

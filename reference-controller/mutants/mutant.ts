import type { StatefulSet } from '../client/objects.ts'
import type { Act } from '../statefulset/act/act.ts'
import type { Decide, Snapshot } from '../statefulset/decide/actions.ts'
import type { Concerned } from '../statefulset/loop/concerned-sets.ts'

/** A controller that is broken on purpose, in one rule. */
export interface Mutant {
  name: string
  /** What it does wrong. */
  sentence: string
  /** The guarantee whose scenario must catch it. */
  guarantee: string
  /** What takes the place of the controller's own rules. */
  rules: { decide?: Decide; act?: Act; concerned?: Concerned }
}

/** The snapshot as it would be if the set's spec were another. */
export function withSpec(snapshot: Snapshot, change: Partial<StatefulSet['spec']>): Snapshot {
  return { ...snapshot, set: { ...snapshot.set, spec: { ...snapshot.set.spec, ...change } } }
}

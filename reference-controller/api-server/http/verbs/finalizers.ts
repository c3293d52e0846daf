import type { ObjectMeta, ResourceDefinition } from '../../resources/index.ts'
import type { DeleteOptions } from '../request/index.ts'

const ORPHAN = 'orphan'
const FOREGROUND = 'foregroundDeletion'

/**
 * The finalizers of a deleted object. The propagation policy becomes one of two finalizers, for the garbage
 * collector: https://kubernetes.io/docs/concepts/architecture/garbage-collection/
 */
export function newFinalizers(
  { group, plural }: ResourceDefinition,
  meta: ObjectMeta,
  options: DeleteOptions,
): string[] {
  const old = meta.finalizers ?? []
  // Nothing depends on events: the garbage collector does not follow them.
  if (group === '' && plural === 'events') return old
  const kept = old.filter((finalizer) => finalizer !== ORPHAN && finalizer !== FOREGROUND)
  const policy = policyOf(old, options)
  return policy ? [...kept, policy] : kept
}

/** The policy of the request; without one, that of an existing finalizer. */
function policyOf(old: string[], { orphanDependents, propagationPolicy }: DeleteOptions): string | undefined {
  if (orphanDependents !== undefined) return orphanDependents ? ORPHAN : undefined
  if (propagationPolicy === 'Orphan') return ORPHAN
  if (propagationPolicy === 'Foreground') return FOREGROUND
  if (propagationPolicy) return undefined
  return old.find((finalizer) => finalizer === ORPHAN || finalizer === FOREGROUND)
}

import type { KubeObject, Strategy } from '../resources/index.ts'
import { type Call, type Cluster, timeText } from './call.ts'
import { copyOf, type Stored, storableCopy } from './objects.ts'
import { forbidden } from './status.ts'
import type { UpdateRules } from './update-rules.ts'

const IMMORTAL = ['default', 'kube-system', 'kube-public']

export function checkMortal({ definition, name }: Call): void {
  if (definition.group !== '' || definition.plural !== 'namespaces' || !IMMORTAL.includes(name)) return
  throw forbidden(definition, name, 'this namespace may not be deleted')
}

/**
 * A deleted namespace stays, Terminating, for as long as spec.finalizers names somebody who still clears it out; that
 * somebody says so through the subresource `finalize`. Undefined when nothing holds the namespace.
 */
export function terminated({ cluster }: { cluster: Pick<Cluster, 'clock'> }, existing: Stored): KubeObject | undefined {
  const { spec, metadata } = existing.value as KubeObject & { spec?: { finalizers?: string[] } }
  if (!spec?.finalizers?.length && !metadata.finalizers?.length) return undefined
  const object = copyOf(existing)
  object.metadata.deletionTimestamp ??= timeText(cluster.clock.now())
  object['status'] = { ...(object['status'] as object | undefined), phase: 'Terminating' }
  return storableCopy(object)
}

/** The subresource `finalize` changes spec.finalizers and nothing else. */
export function finalizeRules(strategy: Strategy): UpdateRules {
  return {
    prepare(object, old) {
      const { spec } = object as { spec?: { finalizers?: string[] } }
      const finalizers = spec?.finalizers ?? []
      strategy.prepareForUpdate(object, old)
      object['spec'] = finalizers.length > 0 ? { finalizers } : {}
    },
    validate: (object, old) => strategy.validateUpdate(object, old),
  }
}

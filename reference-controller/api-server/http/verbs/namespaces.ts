import type { Strategy } from '../../resources/index.ts'
import { forbidden, type ResourceRequest } from '../request/index.ts'
import type { UpdateRules } from './update-rules.ts'

const IMMORTAL = ['default', 'kube-system', 'kube-public']

export function checkMortal({ definition, name }: ResourceRequest): void {
  if (definition.group !== '' || definition.plural !== 'namespaces' || !IMMORTAL.includes(name)) return
  throw forbidden(definition, name, 'this namespace may not be deleted')
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

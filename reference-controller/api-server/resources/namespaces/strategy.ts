import { dnsLabelName } from '../shared/names.ts'
import type { Rules } from '../shared/strategy.ts'

/** A namespace begins Active; its finalizer is in its spec, and is removed when its content is gone. */
export const namespaceRules: Rules = {
  nameRule: dnsLabelName,
  defaults({ metadata }) {
    if (metadata.name) metadata.labels = { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name }
  },
  prepareForCreate(object) {
    const { finalizers = [] } = (object['spec'] ?? {}) as { finalizers?: string[] }
    object['spec'] = { finalizers: finalizers.includes('kubernetes') ? finalizers : [...finalizers, 'kubernetes'] }
    object['status'] = { phase: 'Active' }
    if (object.metadata.name) this.defaults?.(object)
  },
  prepareForUpdate(object, old) {
    object['spec'] = old['spec']
  },
  selectableFields: ({ status }) => ({ 'status.phase': ((status ?? {}) as { phase?: string }).phase }),
}

import type { KubeObject, StatusCause } from '../definition.ts'
import { invalid, problems } from '../shared/field-errors.ts'
import { dnsLabelName, labelKeyProblems } from '../shared/names.ts'
import type { Rules } from '../shared/strategy.ts'

/** A namespace begins Active; its finalizer is in its spec, and is removed when its content is gone. */
export const namespaceRules: Rules = {
  nameRule: dnsLabelName,
  defaults: labelWithName,
  prepareForCreate(object) {
    const { finalizers = [] } = (object['spec'] ?? {}) as { finalizers?: string[] }
    object['spec'] = { finalizers: finalizers.includes('kubernetes') ? finalizers : [...finalizers, 'kubernetes'] }
    object['status'] = { phase: 'Active' }
    labelWithName(object)
  },
  validate: (object) => {
    const { finalizers = [] } = (object['spec'] ?? {}) as { finalizers?: string[] }
    return finalizers.flatMap(finalizerProblems)
  },
  validateUpdate: () => [],
  prepareForUpdate(object, old) {
    object['spec'] = old['spec']
  },
  markTerminating,
  validateStatusUpdate({ metadata, status }) {
    const { phase } = (status ?? {}) as { phase?: string }
    const [expected, being] = metadata.deletionTimestamp ? ['Terminating', 'not empty'] : ['Active', 'empty']
    if (phase === expected) return []
    return [invalid('status.Phase', phase ?? '', `may only be '${expected}' if \`deletionTimestamp\` is ${being}`)]
  },
  selectableFields: ({ status }) => ({ 'status.phase': ((status ?? {}) as { phase?: string }).phase }),
}

function finalizerProblems(finalizer: string): StatusCause[] {
  const field = 'spec.finalizers'
  const found = problems(field, finalizer, labelKeyProblems(finalizer))
  if (found.length > 0 || finalizer.includes('/') || finalizer === 'kubernetes') return found
  return [invalid(field, finalizer, 'name is neither a standard finalizer name nor is it fully qualified')]
}

/** So that namespaces can be selected by name. */
function labelWithName({ metadata }: KubeObject): void {
  if (metadata.name) metadata.labels = { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name }
}

/** A namespace stays, Terminating, until spec.finalizers is empty; the namespace controller empties it (`finalize`). */
function markTerminating(object: KubeObject, now: string): KubeObject | undefined {
  const { spec, status, metadata } = object as KubeObject & { spec?: { finalizers?: string[] }; status?: object }
  if (!spec?.finalizers?.length && !metadata.finalizers?.length) return undefined
  metadata.deletionTimestamp ??= now
  return { ...object, status: { ...status, phase: 'Terminating' } }
}

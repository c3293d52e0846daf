import type { KubeObject } from '../definition.ts'
import { same } from '../shared/equality.ts'
import { invalid } from '../shared/field-errors.ts'
import type { Rules } from '../shared/strategy.ts'
import { type EndpointSlice, validateEndpointSlice } from './validation.ts'

/** A slice has no spec: its generation counts the changes of what it lists. */
export const endpointSliceRules: Rules = {
  defaults(object) {
    for (const port of (object as EndpointSlice).ports ?? []) {
      port.name ??= ''
      port.protocol ??= 'TCP'
    }
  },
  prepareForCreate(object) {
    object.metadata.generation = 1
  },
  prepareForUpdate(object, old) {
    const unchanged = same(object.metadata.labels, old.metadata.labels) && same(listed(object), listed(old))
    if (!unchanged) object.metadata.generation = (old.metadata.generation ?? 0) + 1
  },
  warnings: ({ addressType }) => (addressType === 'FQDN' ? ['spec.addressType: FQDN endpoints are deprecated'] : []),
  validate: (object) => validateEndpointSlice(object as EndpointSlice),
  validateUpdate: (object, old) => {
    const kept = { ...object, addressType: old['addressType'] } as EndpointSlice
    const changed = object['addressType'] !== old['addressType']
    return [
      ...validateEndpointSlice(kept),
      ...(changed ? [invalid('addressType', object['addressType'], 'field is immutable')] : []),
    ]
  },
}

function listed(object: KubeObject): unknown {
  const { addressType, endpoints, ports } = object as EndpointSlice
  return { addressType, endpoints, ports }
}

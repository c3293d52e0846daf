import type { KubeObject } from '../definition.ts'
import { same } from '../shared/equality.ts'
import { invalid, required } from '../shared/field-errors.ts'
import type { Rules } from '../shared/strategy.ts'

interface EndpointSlice extends KubeObject {
  addressType?: string
  endpoints?: unknown[] | null
  ports?: { name?: string; protocol?: string }[] | null
}

/** A slice has no spec: its generation counts the changes of its endpoints and ports. */
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
  validate: ({ addressType }) => (addressType ? [] : [required('addressType')]),
  validateUpdate: ({ addressType }, old) =>
    addressType === old['addressType'] ? [] : [invalid('addressType', addressType, 'field is immutable')],
}

function listed(object: KubeObject): unknown {
  const { addressType, endpoints, ports } = object as EndpointSlice
  return { addressType, endpoints, ports }
}

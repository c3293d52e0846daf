import type { ResourceDefinition } from '../definition.ts'
import { type FieldSet, NOTHING } from './field-set.ts'

/** Fields that the server sets in every object have no owner. */
export const SYSTEM_FIELDS: FieldSet = {
  'f:apiVersion': NOTHING,
  'f:kind': NOTHING,
  'f:metadata': {
    '.': NOTHING,
    'f:clusterName': NOTHING,
    'f:creationTimestamp': NOTHING,
    'f:generation': NOTHING,
    'f:managedFields': NOTHING,
    'f:name': NOTHING,
    'f:namespace': NOTHING,
    'f:resourceVersion': NOTHING,
    'f:selfLink': NOTHING,
    'f:uid': NOTHING,
  },
}

const STATUS: FieldSet = { 'f:status': NOTHING }
const SPEC: FieldSet = { 'f:spec': NOTHING }
const POD_STATUS: FieldSet = {
  'f:metadata': { 'f:deletionTimestamp': NOTHING, 'f:ownerReferences': NOTHING },
  'f:spec': NOTHING,
}

const CUSTOM_STATUS: FieldSet = { 'f:metadata': NOTHING, 'f:spec': NOTHING }

/**
 * The fields that a way of writing leaves as they are, so that the writer owns none of them: the status is not
 * written with the object, and the other way round.
 */
export function ignoredFields(
  { plural, subresources, custom }: Pick<ResourceDefinition, 'plural' | 'subresources' | 'custom'>,
  subresource: string,
): FieldSet {
  if (subresource === 'scale') return NOTHING
  if (subresource === 'status' && custom) return CUSTOM_STATUS
  if (subresource === 'status') return plural === 'pods' ? POD_STATUS : SPEC
  return subresources.includes('status') ? STATUS : NOTHING
}

import { same } from '../shared/equality.ts'
import { invalid, oneOf, required } from '../shared/field-errors.ts'
import type { Rules } from '../shared/strategy.ts'

const FIXED = ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode']

/** A class defines how volumes are provisioned, and cannot be changed. */
export const storageClassRules: Rules = {
  defaults(object) {
    object['reclaimPolicy'] ||= 'Delete'
    object['volumeBindingMode'] ||= 'Immediate'
  },
  validate: (object) => [
    ...(object['provisioner'] ? [] : [required('provisioner')]),
    ...oneOf('reclaimPolicy', object['reclaimPolicy'], ['Delete', 'Retain']),
    ...oneOf('volumeBindingMode', object['volumeBindingMode'], ['Immediate', 'WaitForFirstConsumer']),
  ],
  validateUpdate: (object, old) =>
    FIXED.filter((field) => !same(object[field], old[field])).map((field) =>
      invalid(field, object[field], 'field is immutable'),
    ),
}

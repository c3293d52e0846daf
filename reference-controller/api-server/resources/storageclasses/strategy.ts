import type { KubeObject, StatusCause } from '../definition.ts'
import { same } from '../shared/equality.ts'
import { invalid, oneOf, problems, required } from '../shared/field-errors.ts'
import { labelKeyProblems } from '../shared/names.ts'
import type { Rules } from '../shared/strategy.ts'

/** A class says how volumes are made; what is said cannot change afterwards. */
export const storageClassRules: Rules = {
  defaults(object) {
    object['reclaimPolicy'] ||= 'Delete'
    object['volumeBindingMode'] ||= 'Immediate'
  },
  validate: (object) => [
    ...(object['provisioner'] ? [] : [required('provisioner')]),
    ...validateParameters(object),
    ...validateTopologies(object),
    ...oneOf('reclaimPolicy', object['reclaimPolicy'], ['Delete', 'Retain']),
    ...oneOf('volumeBindingMode', object['volumeBindingMode'], ['Immediate', 'WaitForFirstConsumer']),
  ],
  validateUpdate: (object, old) =>
    ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode']
      .filter((field) => !same(object[field], old[field]))
      .map((field) => invalid(field, object[field], 'field is immutable')),
}

function validateParameters({ parameters }: KubeObject): StatusCause[] {
  return '' in ((parameters ?? {}) as object) ? [invalid('parameters', '', 'field can not be empty.')] : []
}

interface Topology {
  matchLabelExpressions?: { key: string; values?: string[] | null }[]
}

/** Where volumes of the class may be made. */
function validateTopologies({ allowedTopologies }: KubeObject): StatusCause[] {
  return ((allowedTopologies ?? []) as Topology[]).flatMap(({ matchLabelExpressions = [] }, index) =>
    matchLabelExpressions.flatMap(({ key, values }, number) => {
      const at = `allowedTopologies[${index}].matchLabelExpressions[${number}]`
      return [
        ...(values?.length ? [] : [required(`${at}.values`)]),
        ...problems(`${at}.key`, key, labelKeyProblems(key)),
      ]
    }),
  )
}

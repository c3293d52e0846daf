import type { KubeObject, StatusCause } from '../definition.ts'
import { same } from '../shared/equality.ts'
import { invalid, nonNegative, required } from '../shared/field-errors.ts'
import type { Rules } from '../shared/strategy.ts'

/** A revision's data is written once. */
export const controllerRevisionRules: Rules = {
  validate: (object) => [...nonNegative('revision', object['revision']), ...validateData(object['data'])],
  validateUpdate: (object, old) => [
    ...nonNegative('revision', object['revision']),
    ...validateDataUnchanged(object, old),
  ],
}

function validateData(data: unknown): StatusCause[] {
  if (data === undefined || data === null) return [required('data', 'data is mandatory')]
  const isObject = typeof data === 'object' && !Array.isArray(data)
  return isObject ? [] : [required('data', 'data must be a valid JSON object')]
}

function validateDataUnchanged(object: KubeObject, old: KubeObject): StatusCause[] {
  return same(object['data'], old['data']) ? [] : [invalid('data', object['data'], 'field is immutable')]
}

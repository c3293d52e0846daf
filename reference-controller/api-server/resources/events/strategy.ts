import type { KubeObject, StatusCause } from '../definition.ts'
import { invalid } from '../shared/field-errors.ts'
import type { Rules } from '../shared/strategy.ts'

interface Event extends KubeObject {
  involvedObject?: Record<string, unknown>
  source?: { component?: string }
}

/** An event is in the namespace of its object; one about an object without a namespace is in `default`. */
function validateEvent({ metadata, involvedObject = {} }: Event): StatusCause[] {
  const { namespace = '' } = involvedObject as { namespace?: string }
  if (namespace === metadata.namespace || (namespace === '' && metadata.namespace === 'default')) return []
  return [invalid('involvedObject.namespace', namespace, 'does not match event.namespace')]
}

/** Events have one rule, and many fields to select by. */
export const eventRules: Rules = {
  validate: (object) => validateEvent(object as Event),
  selectableFields(object) {
    const { involvedObject = {}, source = {}, ...event } = object as Event
    const involved = ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map((field) => [
      `involvedObject.${field}`,
      involvedObject[field],
    ])
    return {
      ...Object.fromEntries(involved),
      reason: event['reason'],
      reportingComponent: event['reportingComponent'],
      source: source.component || event['reportingComponent'],
      type: event['type'],
    }
  },
}

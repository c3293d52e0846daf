import type { KubeObject } from '../definition.ts'
import type { Rules } from '../shared/strategy.ts'

interface Event extends KubeObject {
  involvedObject?: Record<string, unknown>
  source?: { component?: string }
}

/** Events are notes: hardly any rule, but many fields to select by. */
export const eventRules: Rules = {
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

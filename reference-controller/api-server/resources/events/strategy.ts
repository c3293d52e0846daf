import type { KubeObject, StatusCause } from '../definition.ts'
import { invalid, problems, required } from '../shared/field-errors.ts'
import { labelKeyProblems } from '../shared/names.ts'
import type { Rules } from '../shared/strategy.ts'

interface Event extends KubeObject {
  involvedObject?: Record<string, unknown>
  source?: { component?: string }
}

const NEEDED = ['reportingInstance', 'action', 'reason']

/** An event is where its object is; one with an exact time must say who reports what. */
function validateEvent(event: Event): StatusCause[] {
  const { metadata, involvedObject = {}, reportingComponent = '' } = event
  const { namespace = '' } = involvedObject as { namespace?: string }
  const field = 'involvedObject.namespace'
  const astray = namespace !== metadata.namespace && !(namespace === '' && metadata.namespace === 'default')
  const misplaced = astray ? [invalid(field, namespace, 'does not match event.namespace')] : []
  if (!event['eventTime']) return misplaced
  const reporter = String(reportingComponent)
  return [
    ...misplaced,
    ...(reporter ? [] : [required('reportingComponent')]),
    ...problems('reportingComponent', reporter, labelKeyProblems(reporter)),
    ...NEEDED.filter((name) => !event[name]).map((name) => required(name)),
  ]
}

/** Events are notes: hardly any rule, but many fields to select by. */
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

import { type KubeObject, parseFieldSelector, parseLabelSelector, SelectorError } from '../../resources/index.ts'
import type { ResourceRequest } from './resource-request.ts'
import { badRequest } from './status.ts'

export type Selector = (object: KubeObject) => boolean

/** The predicate of labelSelector and fieldSelector; undefined when they select everything. */
export function selectorOf({ query, definition }: ResourceRequest): Selector | undefined {
  const labels = query.get('labelSelector')
  const fields = query.get('fieldSelector')
  if (!labels && !fields) return undefined
  try {
    const byLabels = parseLabelSelector(labels ?? '')
    const byFields = parseFieldSelector(fields ?? '', definition)
    return (object) => byLabels(object.metadata.labels) && byFields(object)
  } catch (cause) {
    if (cause instanceof SelectorError) throw badRequest(cause.message, cause)
    throw cause
  }
}

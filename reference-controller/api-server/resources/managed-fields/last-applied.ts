import type { KubeObject } from '../definition.ts'
import { compare } from './compare.ts'
import { difference, type FieldSet } from './field-set.ts'
import { fieldsOfValue } from './fields-of.ts'
import { schemaErrors } from './schema-errors.ts'
import type { Shape } from './shape.ts'

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

/**
 * The fields that kubectl has applied on the client's side and that are still as it wanted them: they are kubectl's,
 * whatever name the update went by. Undefined where there is no such note, or none that can be read.
 */
export function lastAppliedFields(shape: Shape, live: KubeObject, apiVersion: string): FieldSet | undefined {
  const note = live.metadata.annotations?.[LAST_APPLIED]
  const last = note ? parsed(note) : undefined
  if (!last || last.apiVersion !== apiVersion || schemaErrors(shape, last).length > 0) return undefined
  const { added, modified, removed } = compare(shape, last, live)
  return difference(difference(difference(fieldsOfValue(shape, last), modified), added), removed)
}

function parsed(text: string): KubeObject | undefined {
  try {
    return JSON.parse(text) as KubeObject
  } catch {
    return undefined
  }
}

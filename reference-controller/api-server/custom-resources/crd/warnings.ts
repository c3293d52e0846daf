import { isObject, type JsonSchema } from '../../resources/schema/json-schema.ts'
import type { CustomResourceDefinition } from './types.ts'

/** Validation rules in CEL are kept, and not evaluated. */
export function crdWarnings({ spec }: CustomResourceDefinition): string[] {
  const versions = (spec.versions ?? []).filter(({ schema }) => hasRules(schema?.openAPIV3Schema))
  return versions.map(
    ({ name }) => `x-kubernetes-validations of version ${name} are kept, but not evaluated: this server has no CEL`,
  )
}

function hasRules(part: unknown): boolean {
  if (Array.isArray(part)) return part.some(hasRules)
  if (!isObject(part)) return false
  return Boolean((part as JsonSchema)['x-kubernetes-validations']?.length) || Object.values(part).some(hasRules)
}

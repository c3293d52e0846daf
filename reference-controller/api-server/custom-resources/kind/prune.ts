import {
  isObject,
  itemsOf,
  type Json,
  type JsonSchema,
  sortedEntries,
  valuesOf,
} from '../../resources/schema/json-schema.ts'

/** Called with the path of each field that is not in the schema. */
type Report = (path: string) => void

const TYPE_FIELDS = ['apiVersion', 'kind', 'metadata']

/**
 * A copy of the value without the fields that its structural schema does not know: pruning, as
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#field-pruning says.
 * The object itself and embedded resources keep their type and metadata, which are looked at elsewhere.
 */
export function pruned(value: unknown, schema: JsonSchema, report: Report = () => {}): unknown {
  return prune(value, { ...schema, 'x-kubernetes-embedded-resource': true }, { path: '', report })
}

interface Location {
  path: string
  report: Report
}

function prune(value: unknown, schema: JsonSchema | undefined, { path, report }: Location): unknown {
  if (Array.isArray(value)) {
    // Preserved lists are preserved item by item; other items without a schema are pruned.
    const items = schema && (preserves(schema) ? { ...itemsOf(schema), ...PRESERVED } : itemsOf(schema))
    return value.map((item, index) => prune(item, items, { path: `${path}[${index}]`, report }))
  }
  if (!isObject(value)) return value
  const kept: Json = {}
  for (const [field, part] of sortedEntries(value)) {
    const at = path ? `${path}.${field}` : field
    const rule = ruleOf(schema, field)
    if (rule === 'keep') kept[field] = structuredClone(part)
    else if (rule === 'drop') {
      if (path || !TYPE_FIELDS.includes(field)) report(at)
    } else kept[field] = prune(part, rule.schema, { path: at, report })
  }
  return kept
}

const PRESERVED: JsonSchema = { 'x-kubernetes-preserve-unknown-fields': true }

const preserves = (schema: JsonSchema) => schema['x-kubernetes-preserve-unknown-fields'] === true

function ruleOf(schema: JsonSchema | undefined, field: string): 'keep' | 'drop' | { schema: JsonSchema | undefined } {
  if (!schema) return 'drop'
  if (schema['x-kubernetes-embedded-resource'] && TYPE_FIELDS.includes(field)) return 'keep'
  const { properties, additionalProperties } = schema
  if (properties && Object.hasOwn(properties, field)) return { schema: properties[field] }
  // `true` allows any field, and knows no schema for its value.
  if (additionalProperties !== undefined) return { schema: valuesOf(schema) }
  return preserves(schema) ? 'keep' : 'drop'
}

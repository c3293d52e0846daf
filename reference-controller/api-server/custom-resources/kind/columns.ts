import type { Column, KubeObject, ResourceDefinition } from '../../resources/definition.ts'
import { age } from '../../resources/shared/age.ts'
import { nameColumn } from '../../resources/shared/columns.ts'
import type { PrinterColumn } from '../crd/types.ts'
import { type JsonPath, parseJsonPath } from './json-path.ts'

/** The column of kinds that have none of their own. */
const AGE: PrinterColumn = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' }

/** The name, then the columns of the CRD. */
export function customTable(columns: readonly PrinterColumn[] = []): ResourceDefinition['table'] {
  const own = columns.length > 0 ? columns : [AGE]
  const understood = own.flatMap((column) => {
    const path = parseJsonPath(column.jsonPath)
    return path ? [customColumn(column, path)] : []
  })
  // kube-apiserver shows the name alone if one of the paths is invalid.
  return { columns: [nameColumn, ...(understood.length === own.length ? understood : [])], conditions: () => [] }
}

function customColumn(column: PrinterColumn, path: JsonPath): Column {
  const { name, type, format = '', priority = 0, jsonPath } = column
  const description = column.description || `Custom resource definition column (in JSONPath format): ${jsonPath}`
  const cell = (object: KubeObject, now: number) => {
    const [value] = path(object)
    return value === undefined || value === null ? null : cellOf(type, value, now)
  }
  return { name, type, format, description, priority, cell }
}

function cellOf(type: Column['type'], value: unknown, now: number): unknown {
  if (type === 'string') return typeof value === 'string' ? value : JSON.stringify(value)
  if (type === 'integer') return typeof value === 'number' ? Math.trunc(value) : null
  if (type === 'date') return typeof value === 'string' ? ageOf(value, now) : null
  return typeof value === type ? value : null
}

function ageOf(time: string, now: number): string {
  return Number.isNaN(Date.parse(time)) ? '<invalid>' : age(time, now)
}

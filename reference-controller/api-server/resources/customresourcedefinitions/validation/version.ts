import type { PrinterColumn } from '../../custom/columns.ts'
import type { ScalePaths } from '../../custom/scale.ts'
import type { StatusCause } from '../../definition.ts'
import { invalid, required } from '../../shared/field-errors.ts'
import type { DefinitionVersion } from '../types.ts'
import { validateSchema } from './schema.ts'

type Parts = Pick<DefinitionVersion, 'schema' | 'subresources' | 'additionalPrinterColumns'>

/** The field in which the schema is, and whether the status is a subresource, which may be said elsewhere. */
interface Where {
  schema: string
  hasStatus: boolean
}

export function validateParts(parts: Parts, path: string, where: Where): StatusCause[] {
  const { schema, subresources, additionalPrinterColumns = [] } = parts
  return [
    ...(schema?.openAPIV3Schema
      ? validateSchema(schema.openAPIV3Schema, `${path}.${where.schema}.openAPIV3Schema`, where.hasStatus)
      : []),
    ...(subresources?.scale ? validateScale(subresources.scale, `${path}.subresources.scale`) : []),
    ...additionalPrinterColumns.flatMap((column, index) =>
      validateColumn(column, `${path}.additionalPrinterColumns[${index}]`),
    ),
  ]
}

const LONGEST_WARNING = 256

export function validateDeprecation(
  { deprecated, deprecationWarning: text }: DefinitionVersion,
  field: string,
): StatusCause[] {
  if (text === undefined) return []
  if (!deprecated) return [invalid(field, text, 'can only be set for deprecated versions')]
  return [
    ...(Buffer.byteLength(text) > LONGEST_WARNING ? [invalid(field, text, 'must be <= 256 characters long')] : []),
    ...(text === '' ? [invalid(field, text, 'must not be an empty string')] : []),
  ]
}

const COLUMN_TYPES = ['boolean', 'date', 'integer', 'number', 'string']
const COLUMN_FORMATS = ['byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password']

function validateColumn({ name, type, format, jsonPath }: PrinterColumn, path: string): StatusCause[] {
  const types = `must be one of ${COLUMN_TYPES.join(',')}`
  return [
    ...(name ? [] : [required(`${path}.name`)]),
    ...(type ? [] : [required(`${path}.type`, types)]),
    ...(!type || COLUMN_TYPES.includes(type) ? [] : [invalid(`${path}.type`, type, types)]),
    ...(!format || COLUMN_FORMATS.includes(format)
      ? []
      : [invalid(`${path}.format`, format, `must be one of ${COLUMN_FORMATS.join(',')}`)]),
    ...(jsonPath ? simplePath(jsonPath, `${path}.JSONPath`) : [required(`${path}.JSONPath`)]),
  ]
}

function validateScale(paths: ScalePaths, path: string): StatusCause[] {
  const { specReplicasPath, statusReplicasPath, labelSelectorPath } = paths
  return [
    ...(specReplicasPath
      ? below(specReplicasPath, `${path}.specReplicasPath`, ['.spec'])
      : [required(`${path}.specReplicasPath`)]),
    ...(statusReplicasPath
      ? below(statusReplicasPath, `${path}.statusReplicasPath`, ['.status'])
      : [required(`${path}.statusReplicasPath`)]),
    ...(labelSelectorPath ? below(labelSelectorPath, `${path}.labelSelectorPath`, ['.spec', '.status']) : []),
  ]
}

function below(text: string, field: string, roots: string[]): StatusCause[] {
  const simple = simplePath(text, field)
  if (simple.length > 0 || roots.some((root) => text.startsWith(`${root}.`))) return simple
  const where = roots.length > 1 ? `either ${roots.join(' or ')}` : roots[0]
  return [invalid(field, text, `should be a json path under ${where}`)]
}

function simplePath(text: string, field: string): StatusCause[] {
  return text.startsWith('.') ? [] : [invalid(field, text, 'must be a simple json path starting with .')]
}

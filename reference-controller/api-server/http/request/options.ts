import type { StatusCause } from '../../resources/index.ts'
import { LONGEST_NAME, nameFromUserAgent, UNPRINTABLE } from './field-manager.ts'
import type { ResourceRequest } from './resource-request.ts'
import { badRequest, invalid } from './status.ts'

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore'

export interface WriteOptions {
  dryRun: boolean
  fieldValidation: FieldValidation
  /** The field manager. */
  manager: string
}

const META_GROUP = 'meta.k8s.io'

export function invalidOptions(kind: string, causes: StatusCause[]) {
  return invalid({ group: META_GROUP, kind }, '', causes)
}

/** The options of create, update and patch, from the query. */
export function writeOptions(
  request: ResourceRequest,
  kind: 'CreateOptions' | 'UpdateOptions' | 'PatchOptions',
): WriteOptions {
  const dryRun = request.query.getAll('dryRun').filter(Boolean)
  const fieldValidation = request.query.get('fieldValidation') || 'Warn'
  const manager = request.query.get('fieldManager') ?? ''
  const causes = [...managerProblems(request, kind, manager), ...dryRunProblems(dryRun)]
  if (!isFieldValidation(fieldValidation)) {
    causes.push(unsupported('fieldValidation', `"${fieldValidation}"`, ['', 'Ignore', 'Strict', 'Warn']))
  }
  if (causes.length > 0 || !isFieldValidation(fieldValidation)) throw invalidOptions(kind, causes)
  return { dryRun: dryRun.length > 0, fieldValidation, manager: manager || nameFromUserAgent(request.userAgent) }
}

/** An apply requires a fieldManager, and only an apply may have force. */
function managerProblems({ query, contentType }: ResourceRequest, kind: string, manager: string): StatusCause[] {
  const found: StatusCause[] = []
  const field = 'fieldManager'
  if (kind === 'PatchOptions' && isApply(contentType)) {
    const message = 'Required value: is required for apply patch'
    if (manager === '') found.push({ reason: 'FieldValueRequired', message, field })
  } else if (kind === 'PatchOptions' && query.get('force') !== null) {
    const message = 'Forbidden: may not be specified for non-apply patch'
    found.push({ reason: 'FieldValueForbidden', message, field: 'force' })
  }
  if (Buffer.byteLength(manager) > LONGEST_NAME) {
    const message = `Too long: may not be more than ${LONGEST_NAME} bytes`
    found.push({ reason: 'FieldValueTooLong', message, field })
  }
  return [...found, ...unprintable(manager, field)]
}

function unprintable(manager: string, field: string): StatusCause[] {
  if (manager.search(UNPRINTABLE) < 0) return []
  const message = `Invalid value: ${JSON.stringify(manager)}: should only contain printable characters`
  return [{ reason: 'FieldValueInvalid', message, field }]
}

export const isApply = (contentType: string): boolean => contentType === 'application/apply-patch+yaml'

function isFieldValidation(text: string): text is FieldValidation {
  return text === 'Strict' || text === 'Warn' || text === 'Ignore'
}

export function dryRunProblems(values: readonly string[]): StatusCause[] {
  if (values.every((value) => value === 'All')) return []
  return [unsupported('dryRun', `[${values.map((value) => JSON.stringify(value)).join(',')}]`, ['All'])]
}

/** The cause for a value that is none of a list. */
export function unsupported(field: string, seen: string, supported: string[]): StatusCause {
  const choices = supported.map((value) => JSON.stringify(value)).join(', ')
  return {
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: ${seen}: supported values: ${choices}`,
    field,
  }
}

export function integerParameter(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null || text === '') return undefined
  const number = /^[+-]?\d+$/.test(text) ? BigInt(text.replace(/^\+/, '')) : undefined
  if (number === undefined || BigInt.asIntN(64, number) !== number) {
    throw badRequest(`expected ${name} to be a 64-bit integer, got ${JSON.stringify(text)}`)
  }
  return Number(number)
}

/** Anything but `false` and `0` is true, also an empty value. */
export function booleanParameter(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name)
  return text === null ? undefined : !['false', '0'].includes(text.toLowerCase())
}

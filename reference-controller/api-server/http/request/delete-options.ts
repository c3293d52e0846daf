import { readJson, type StatusCause } from '../../resources/index.ts'
import { booleanParameter, dryRunProblems, integerParameter, invalidOptions } from './options.ts'
import type { ResourceRequest } from './resource-request.ts'
import { badRequest } from './status.ts'

export interface DeleteOptions {
  gracePeriodSeconds?: number
  preconditions?: { uid?: string; resourceVersion?: string }
  propagationPolicy?: string
  orphanDependents?: boolean
  dryRun: boolean
}

/** The options of a deletion, from the body if there is one, else from the query. */
export function deleteOptions(request: ResourceRequest): DeleteOptions {
  const raw = request.body === '' ? fromQuery(request.query) : fromBody(request.body)
  const dryRun = Array.isArray(raw['dryRun']) ? raw['dryRun'].map(String) : []
  const causes = [...propagationProblems(raw), ...dryRunProblems(dryRun)]
  if (causes.length > 0) throw invalidOptions('DeleteOptions', causes)
  return { ...raw, dryRun: dryRun.length > 0 } as DeleteOptions
}

type Raw = Record<string, unknown>

function fromQuery(query: URLSearchParams): Raw {
  const entries = {
    gracePeriodSeconds: integerParameter(query, 'gracePeriodSeconds'),
    propagationPolicy: query.get('propagationPolicy') ?? undefined,
    orphanDependents: booleanParameter(query, 'orphanDependents'),
    dryRun: query.getAll('dryRun').filter(Boolean),
  }
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined))
}

function fromBody(body: string): Raw {
  const raw = parsed(body)
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw badRequest('expected DeleteOptions')
  const { kind, apiVersion: _apiVersion, ...options } = raw as Raw
  if (kind && kind !== 'DeleteOptions') throw badRequest(`expected DeleteOptions, got ${kind}`)
  return withTypes(options)
}

function parsed(body: string): unknown {
  try {
    return readJson(body).value
  } catch (cause) {
    throw badRequest(`expected DeleteOptions as JSON: ${(cause as Error).message}`, cause)
  }
}

const TYPES: Record<string, string> = {
  gracePeriodSeconds: 'number',
  propagationPolicy: 'string',
  orphanDependents: 'boolean',
  preconditions: 'object',
}

/** The options that are not null, each of its type. */
function withTypes(options: Raw): Raw {
  const given = Object.entries(options).filter(([, value]) => value !== null)
  for (const [field, value] of given) {
    const type = Array.isArray(value) ? 'array' : typeof value
    const expected = TYPES[field] ?? type
    if (type !== expected) throw badRequest(`expected ${field} to be of type ${expected}, got ${type}`)
  }
  return Object.fromEntries(given)
}

const POLICIES = ['Foreground', 'Background', 'Orphan']

function propagationProblems({ propagationPolicy, orphanDependents }: Raw): StatusCause[] {
  if (!propagationPolicy) return []
  const field = 'propagationPolicy'
  if (orphanDependents !== undefined) {
    const problem = 'orphanDependents and deletionPropagation cannot be both set'
    return [{ reason: 'FieldValueInvalid', message: `Invalid value: "${propagationPolicy}": ${problem}`, field }]
  }
  if (POLICIES.includes(String(propagationPolicy))) return []
  const choices = [...POLICIES, 'nil'].map((policy) => `"${policy}"`).join(', ')
  const message = `Unsupported value: "${propagationPolicy}": supported values: ${choices}`
  return [{ reason: 'FieldValueNotSupported', message, field }]
}

import { readJson, type StatusCause, syntaxProblem } from '../resources/index.ts'
import type { Call } from './call.ts'
import { booleanParameter, dryRunProblems, integerParameter, invalidOptions } from './options.ts'
import { badRequest } from './status.ts'

export interface DeleteOptions {
  gracePeriodSeconds?: number
  preconditions?: { uid?: string; resourceVersion?: string }
  propagationPolicy?: string
  orphanDependents?: boolean
  dryRun: boolean
}

/** The options of a deletion: the body if there is one, else the query. */
export function deleteOptions(call: Call): DeleteOptions {
  const raw = call.body === '' ? fromQuery(call.query) : fromBody(call.body)
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

const TYPE_META =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'

function fromBody(body: string): Raw {
  const raw = parsed(body)
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    const seen = Array.isArray(raw) ? 'array' : typeof raw
    throw badRequest(
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${seen} into Go value of type ${TYPE_META}`,
    )
  }
  const { kind, apiVersion = 'meta.k8s.io/v1', ...options } = raw as Raw
  if (kind && kind !== 'DeleteOptions') {
    throw badRequest(
      `no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/runtime/scheme.go:111"`,
    )
  }
  checkTypes(options)
  return options
}

function parsed(body: string): unknown {
  try {
    return readJson(body).value
  } catch (cause) {
    throw badRequest(`couldn't get version/kind; json parse error: ${syntaxProblem(body)}`, cause)
  }
}

const FIELDS: Record<string, { type: string; go: string }> = {
  gracePeriodSeconds: { type: 'number', go: 'int64' },
  propagationPolicy: { type: 'string', go: 'v1.DeletionPropagation' },
  orphanDependents: { type: 'boolean', go: 'bool' },
  preconditions: { type: 'object', go: 'v1.Preconditions' },
}

function checkTypes(options: Raw): void {
  for (const [field, { type, go }] of Object.entries(FIELDS)) {
    const value = options[field]
    if (value === undefined || value === null) delete options[field]
    else if (describe(value) !== type) {
      throw badRequest(
        `json: cannot unmarshal ${describe(value)} into Go struct field DeleteOptions.${field} of type ${go}`,
      )
    }
  }
}

function describe(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value
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

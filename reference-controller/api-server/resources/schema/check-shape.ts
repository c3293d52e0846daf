import type { ResourceDefinition } from '../definition.ts'
import { ShapeError } from '../errors.ts'
import { DecodeError, decode, type FieldValidation, type Shaped, wordFor } from './decode.ts'
import { syntaxProblem } from './json-syntax.ts'
import { alreadyRead, type ReadJson, readJson } from './read-json.ts'
import { schemaTable } from './table.ts'

/**
 * Reads a request's body as the resource. `body` is best given as text: only there can repeated fields be seen.
 * Throws ShapeError in the words of kube-apiserver's decoder.
 */
export function checkShape(definition: ResourceDefinition, body: unknown, mode: FieldValidation): Shaped {
  const read = typeof body === 'string' ? readBody(definition.kind, body) : alreadyRead(body)
  const kind = kindOfBody(definition, read.value, body)
  try {
    return decode(definition, read, mode)
  } catch (cause) {
    if (!(cause instanceof DecodeError)) throw cause
    const version = definition.version
    const message = `${kind} in version "${version}" cannot be handled as a ${definition.kind}: ${cause.message}`
    throw new ShapeError(message, { cause })
  }
}

function readBody(kind: string, text: string): ReadJson {
  try {
    return readJson(text)
  } catch (cause) {
    throw unrecognized(kind, text, jsonProblem(syntaxProblem(text)), cause)
  }
}

const SHOWN_BYTES = 30

const jsonProblem = (problem: string) => `couldn't get version/kind; json parse error: ${problem}`

const textOf = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body))

function unrecognized(kind: string, body: unknown, problem: string, cause?: unknown): ShapeError {
  const text = textOf(body)
  const bytes = Buffer.from(text)
  const start = bytes.subarray(0, SHOWN_BYTES)
  const shown = text.startsWith('{') ? start.toString() : start.toString('hex')
  const more = bytes.length > SHOWN_BYTES ? ' ...' : ''
  const message = `the object provided is unrecognized (must be of type ${kind}): ${problem} (${shown || '<empty>'}${more})`
  return new ShapeError(message, { cause })
}

/** A body may leave out what its address says; what it does say must agree. */
function kindOfBody(definition: ResourceDefinition, value: unknown, body: unknown): string {
  if (value === null) return definition.kind
  if (typeof value !== 'object' || Array.isArray(value)) {
    const type =
      'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'
    const problem = `json: cannot unmarshal ${wordFor(value)} into Go value of type ${type}`
    throw unrecognized(definition.kind, body, jsonProblem(problem))
  }
  const wanted = definition.group ? `${definition.group}/${definition.version}` : definition.version
  const { apiVersion = '', kind = '' } = value as { apiVersion?: unknown; kind?: unknown }
  for (const [name, text] of Object.entries({ apiVersion, kind })) {
    if (typeof text === 'string') continue
    const problem = `json: cannot unmarshal ${wordFor(text)} into Go struct field .${name} of type string`
    throw unrecognized(definition.kind, body, jsonProblem(problem))
  }
  if (definition.custom) return kindOfCustom(definition, String(kind), { apiVersion, wanted, body })
  if (kind && kind !== definition.kind) throw wrongKind(definition, String(apiVersion || wanted), String(kind))
  if (!apiVersion || apiVersion === wanted) return definition.kind
  if (!isRegistered(String(apiVersion), definition.kind))
    throw wrongKind(definition, String(apiVersion), definition.kind)
  throw otherVersion(apiVersion, wanted)
}

interface SaidVersion {
  apiVersion: unknown
  wanted: string
  body: unknown
}

/** A body of a custom kind says what it is; a wrong kind is a matter of validation. */
function kindOfCustom(definition: ResourceDefinition, kind: string, { apiVersion, wanted, body }: SaidVersion): string {
  if (!kind) throw unrecognized(definition.kind, body, `Object 'Kind' is missing in '${textOf(body)}'`)
  if (apiVersion === wanted) return kind
  throw otherVersion(apiVersion, wanted)
}

function otherVersion(seen: unknown, wanted: string): ShapeError {
  return new ShapeError(`the API version in the data (${seen}) does not match the expected API version (${wanted})`)
}

// Versions that kube-apiserver can read but, for kinds that are served here, does not serve any more.
const BYGONE: Record<string, string[]> = {
  'apps/v1beta1': ['StatefulSet', 'ControllerRevision'],
  'apps/v1beta2': ['StatefulSet', 'ControllerRevision'],
  'coordination.k8s.io/v1beta1': ['Lease'],
  'discovery.k8s.io/v1beta1': ['EndpointSlice'],
  'events.k8s.io/v1': ['Event'],
  'events.k8s.io/v1beta1': ['Event'],
  'policy/v1beta1': ['PodDisruptionBudget', 'Eviction'],
  'storage.k8s.io/v1beta1': ['StorageClass'],
}

function isRegistered(apiVersion: string, kind: string): boolean {
  const [version = '', group = ''] = apiVersion.split('/').reverse()
  if (Object.hasOwn(schemaTable().kinds, `${group}/${version}/${kind}`)) return true
  return Object.hasOwn(BYGONE, apiVersion) && BYGONE[apiVersion]!.includes(kind)
}

function wrongKind(definition: ResourceDefinition, apiVersion: string, kind: string): ShapeError {
  const version = apiVersion.split('/').at(-1)
  const problem = kindProblem(definition, apiVersion, kind)
  return new ShapeError(`${kind} in version "${version}" cannot be handled as a ${definition.kind}: ${problem}`)
}

/** What the server's conversion says of an object of another kind. */
export function kindProblem(definition: ResourceDefinition, apiVersion: string, kind: string): string {
  const version = apiVersion.split('/').at(-1)
  const target = `${definition.group.split('.')[0] || 'core'}.${definition.kind}`
  return isRegistered(apiVersion, kind)
    ? `converting (${version}.${kind}) to (${target}): unknown conversion`
    : `no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/runtime/scheme.go:111"`
}

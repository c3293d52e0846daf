import { applyConfiguration, ConflictError, type KubeObject, type ResourceDefinition } from '../../resources/index.ts'
import {
  badRequest,
  booleanParameter,
  checkAddress,
  conflict,
  isApply,
  jsonOf,
  keyOf,
  notFound,
  objectOf,
  type ResourceRequest,
  type Response,
  StatusError,
  type WriteOptions,
  writeOptions,
  writingOf,
} from '../request/index.ts'
import { checkConfiguration, decodeApplied, readConfiguration } from './configuration.ts'
import { createObject } from './create.ts'
import { updateObject } from './update.ts'

/** The media type distinguishes an apply from a patch. */
export function applyOr(
  patch: (request: ResourceRequest) => Response,
  applied = apply,
): (request: ResourceRequest) => Response {
  return (request) => (isApply(request.contentType) ? applied(request) : patch(request))
}

/** Server-side apply: the object as the configuration wants it, created if there is none. */
function apply(request: ResourceRequest): Response {
  const { cluster, definition, namespace, name, subresource } = request
  const options = writeOptions(request, 'PatchOptions')
  const existing = cluster.store.get(keyOf(definition, namespace, name))
  if (!existing && subresource) throw notFound(definition, name)
  const object = configured(request, definition, { live: existing && objectOf(existing), options })
  const { uid } = object.metadata
  if (!existing && uid) {
    const problem = `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`
    throw conflict(definition, name, problem)
  }
  checkAddress(request, object)
  const storing = { dryRun: options.dryRun, track: () => {} }
  if (existing) return { kind: 'json', code: 200, body: jsonOf(updateObject(request, existing, object, storing)) }
  delete object.metadata.resourceVersion
  return { kind: 'json', code: 201, body: jsonOf(createObject(request, object, storing)) }
}

interface Configuring {
  live: KubeObject | undefined
  options: WriteOptions
}

/** The live object after the request. `resource` is the kind that the configuration must have. */
export function configured(
  request: ResourceRequest,
  resource: ResourceDefinition,
  { live, options }: Configuring,
): KubeObject {
  const writing = {
    ...writingOf(request, resource, options.manager),
    force: booleanParameter(request.query, 'force') ?? false,
  }
  const { config, repeated } = readConfiguration(request.body)
  checkConfiguration(config, resource, writing)
  try {
    const applied = decodeApplied(resource, config, applyConfiguration(live, config, writing))
    reportRepeated(request, options, repeated)
    return applied
  } catch (cause) {
    if (!(cause instanceof ConflictError)) throw cause
    throw new StatusError(409, 'Conflict', cause.message, { cause, details: { causes: cause.causes } })
  }
}

function reportRepeated({ warn }: ResourceRequest, { fieldValidation }: WriteOptions, repeated: string[]): void {
  if (repeated.length === 0 || fieldValidation === 'Ignore') return
  if (fieldValidation === 'Warn') for (const problem of repeated) warn(problem)
  else {
    const problem = `error converting YAML to JSON: yaml: unmarshal errors:\n  ${repeated.join('\n  ')}`
    throw badRequest(`error strict decoding YAML: ${problem}`)
  }
}

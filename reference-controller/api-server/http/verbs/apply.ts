import { applyConfiguration, ConflictError, type KubeObject, type ResourceDefinition } from '../../resources/index.ts'
import { checkAddress } from '../request/decode.ts'
import { writingOf } from '../request/field-manager.ts'
import { booleanParameter, isApply, type WriteOptions, writeOptions } from '../request/options.ts'
import type { Answer, Call } from '../request/resource-request.ts'
import { badRequest, conflict, notFound, StatusError } from '../request/status.ts'
import { jsonOf, keyOf, objectOf } from '../request/stored-object.ts'
import { checkConfiguration, decodeApplied, readConfiguration } from './configuration.ts'
import { createObject } from './create.ts'
import { updateObject } from './update.ts'

/** A patch is an apply if its media type says so. */
export function applyOr(patch: (call: Call) => Answer, applied = apply): (call: Call) => Answer {
  return (call) => (isApply(call.contentType) ? applied(call) : patch(call))
}

/** Server-side apply: the object as the configuration wants it, created if there is none. */
function apply(call: Call): Answer {
  const { cluster, definition, namespace, name, subresource } = call
  const options = writeOptions(call, 'PatchOptions')
  const existing = cluster.store.get(keyOf(definition, namespace, name))
  if (!existing && subresource) throw notFound(definition, name)
  const object = configured(call, definition, { live: existing && objectOf(existing), options })
  const { uid } = object.metadata
  if (!existing && uid) {
    const problem = `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`
    throw conflict(definition, name, problem)
  }
  checkAddress(call, object)
  const storing = { dryRun: options.dryRun, track: () => {} }
  if (existing) return { kind: 'json', code: 200, body: jsonOf(updateObject(call, existing, object, storing)) }
  delete object.metadata.resourceVersion
  return { kind: 'json', code: 201, body: jsonOf(createObject(call, object, storing)) }
}

interface Configuring {
  live: KubeObject | undefined
  options: WriteOptions
}

/** What becomes of the live object by the request. `spoken` is the kind that the configuration must be of. */
export function configured(call: Call, spoken: ResourceDefinition, { live, options }: Configuring): KubeObject {
  const writing = { ...writingOf(call, spoken, options.manager), force: booleanParameter(call.query, 'force') ?? false }
  const { config, repeated } = readConfiguration(call.body)
  checkConfiguration(config, spoken, writing)
  try {
    const applied = decodeApplied(spoken, config, applyConfiguration(live, config, writing))
    reportRepeated(call, options, repeated)
    return applied
  } catch (cause) {
    if (!(cause instanceof ConflictError)) throw cause
    throw new StatusError(409, 'Conflict', cause.message, { cause, details: { causes: cause.causes } })
  }
}

function reportRepeated({ warn }: Call, { fieldValidation }: WriteOptions, repeated: string[]): void {
  if (repeated.length === 0 || fieldValidation === 'Ignore') return
  if (fieldValidation === 'Warn') for (const problem of repeated) warn(problem)
  else {
    const problem = `error converting YAML to JSON: yaml: unmarshal errors:\n  ${repeated.join('\n  ')}`
    throw badRequest(`error strict decoding YAML: ${problem}`)
  }
}

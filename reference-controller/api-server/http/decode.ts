import {
  applyPatch,
  checkShape,
  type KubeObject,
  PatchError,
  type ResourceDefinition,
  ShapeError,
} from '../resources/index.ts'
import type { Call } from './call.ts'
import type { FieldValidation } from './options.ts'
import { badRequest, StatusError } from './status.ts'

/** Decodes the body as an object of `definition` (a subresource may speak another kind than its resource). */
export function decodeBody(call: Call, definition: ResourceDefinition, mode: FieldValidation): KubeObject {
  const { object, warnings } = translated(() => checkShape(definition, call.body, mode))
  for (const warning of warnings) call.warn(warning)
  object.metadata ??= { name: '' }
  return object
}

const PATCH_TYPES = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
} as const

type PatchType = (typeof PATCH_TYPES)[keyof typeof PATCH_TYPES]

/** Server-side apply and everything unknown are refused. */
export function patchType({ contentType }: Call): PatchType {
  if (Object.hasOwn(PATCH_TYPES, contentType)) return PATCH_TYPES[contentType as keyof typeof PATCH_TYPES]
  throw new StatusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', { details: {} })
}

/** Applies the body as a patch of `object`. */
export function patched(
  call: Call,
  definition: ResourceDefinition,
  object: KubeObject,
  fieldValidation: FieldValidation,
): KubeObject {
  const patch = { type: patchType(call), body: call.body, fieldValidation, warn: call.warn }
  const result = translated(() => applyPatch(definition, object, patch))
  result.metadata ??= { name: '' }
  return result
}

/** What the URL says must agree with what the object says; what the object leaves out, the URL tells. */
export function checkAddress(call: Call, object: KubeObject): void {
  const { metadata } = object
  if (!metadata.name) {
    throw badRequest(`the name of the object (${call.name} based on URL) was undeterminable: name must be provided`)
  }
  if (metadata.name !== call.name) {
    throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${call.name})`)
  }
  takeNamespace(call, object)
}

export function takeNamespace({ namespace }: Pick<Call, 'namespace'>, { metadata }: KubeObject): void {
  if (namespace === undefined) {
    delete metadata.namespace
    return
  }
  if (metadata.namespace && metadata.namespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  }
  metadata.namespace = namespace
}

function translated<T>(decode: () => T): T {
  try {
    return decode()
  } catch (cause) {
    if (cause instanceof ShapeError) throw badRequest(cause.message, cause)
    if (cause instanceof PatchError) throw refusedPatch(cause)
    throw cause
  }
}

function refusedPatch(cause: PatchError): StatusError {
  const details = cause.causes.length > 0 ? { causes: cause.causes } : cause.code === 422 ? {} : undefined
  return new StatusError(cause.code, cause.reason, cause.message, { cause, ...(details ? { details } : {}) })
}

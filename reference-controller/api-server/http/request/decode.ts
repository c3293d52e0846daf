import {
  applyPatch,
  BodyError,
  decodeBodyOf,
  type KubeObject,
  PatchError,
  type ResourceDefinition,
} from '../../resources/index.ts'
import type { FieldValidation } from './options.ts'
import type { ResourceRequest } from './resource-request.ts'
import { badRequest, invalid, StatusError, unknownFormat } from './status.ts'

/** Decodes the body as an object of `definition`, which for a subresource may be another kind than the resource. */
export function decodeBody(
  request: ResourceRequest,
  definition: ResourceDefinition,
  mode: FieldValidation,
  stored?: KubeObject,
): KubeObject {
  const { object, warnings } = translated(() => decodeBodyOf(definition, request.body, mode, stored))
  for (const warning of warnings) request.warn(warning)
  object.metadata ??= { name: '' }
  checkType(definition, object)
  return object
}

/** The kind and apiVersion of a custom object are a matter of validation. */
function checkType({ group, version, kind, custom }: ResourceDefinition, object: KubeObject): void {
  if (!custom) return
  const wanted = { kind, apiVersion: `${group}/${version}` }
  const causes = (['kind', 'apiVersion'] as const)
    .filter((field) => object[field] !== wanted[field])
    .map((field) => {
      const message = `Invalid value: ${JSON.stringify(object[field])}: must be ${wanted[field]}`
      return { reason: 'FieldValueInvalid', message, field }
    })
  if (causes.length > 0) throw invalid({ group, kind: object.kind ?? '' }, object.metadata.name, causes)
}

const PATCH_TYPES = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
} as const

type PatchType = (typeof PATCH_TYPES)[keyof typeof PATCH_TYPES]

/** Unknown types are refused; server-side apply is handled in verbs/apply.ts. */
export function patchType({ contentType, definition, subresource }: ResourceRequest): PatchType {
  const isCustom = definition.custom !== undefined && subresource !== 'scale'
  const type = Object.hasOwn(PATCH_TYPES, contentType)
    ? PATCH_TYPES[contentType as keyof typeof PATCH_TYPES]
    : undefined
  if (type && !(isCustom && type === 'strategic')) return type
  if (isCustom) throw unknownFormat(['json-patch+json', 'merge-patch+json', 'apply-patch+yaml'])
  throw new StatusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', { details: {} })
}

/** Applies the body as a patch of `object`. */
export function patched(
  request: ResourceRequest,
  definition: ResourceDefinition,
  object: KubeObject,
  fieldValidation: FieldValidation,
): KubeObject {
  const patch = { type: patchType(request), body: request.body, fieldValidation, warn: request.warn }
  const result = translated(() => applyPatch(definition, object, patch))
  result.metadata ??= { name: '' }
  checkType(definition, result)
  return result
}

/** Name and namespace in the URL and in the object must agree. The URL fills in what the object omits. */
export function checkAddress(request: ResourceRequest, object: KubeObject): void {
  const { metadata } = object
  if (!metadata.name) {
    throw badRequest(`the name of the object (${request.name} based on URL) was undeterminable: name must be provided`)
  }
  if (metadata.name !== request.name) {
    throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${request.name})`)
  }
  takeNamespace(request, object)
}

export function takeNamespace({ namespace }: Pick<ResourceRequest, 'namespace'>, { metadata }: KubeObject): void {
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
    if (cause instanceof BodyError) throw badRequest(cause.message, cause)
    if (cause instanceof PatchError) throw refusedPatch(cause)
    throw cause
  }
}

function refusedPatch(cause: PatchError): StatusError {
  const details = cause.causes.length > 0 ? { causes: cause.causes } : cause.code === 422 ? {} : undefined
  return new StatusError(cause.code, cause.reason, cause.message, { cause, ...(details ? { details } : {}) })
}

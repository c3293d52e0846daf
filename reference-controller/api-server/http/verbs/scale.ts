import {
  type KubeObject,
  parentManagers,
  type ResourceDefinition,
  type StatusCause,
  scaleManagers,
  trackUpdate,
} from '../../resources/index.ts'
import {
  checkAddress,
  copyOf,
  decodeBody,
  invalid,
  json,
  objectOf,
  patched,
  patchType,
  type ResourceRequest,
  type Response,
  type Stored,
  type Track,
  writeOptions,
  writingOf,
} from '../request/index.ts'
import { configured } from './apply.ts'
import type { Storing } from './create.ts'
import { selectorText } from './selector-text.ts'
import { checkUid, existingObject, updateObject } from './update.ts'

interface Scale extends KubeObject {
  spec?: { replicas?: number }
}

interface Scalable extends KubeObject {
  spec?: { replicas?: number; selector?: Parameters<typeof selectorText>[0] }
  status?: { replicas?: number }
}

/** The subresource `scale`: the number of replicas alone, in one shape for all kinds that have one. */
export function getScale(request: ResourceRequest): Response {
  return json(200, scaleOf(request, existingObject(request)))
}

export function updateScale(request: ResourceRequest): Response {
  const { dryRun, fieldValidation, manager } = writeOptions(request, 'UpdateOptions')
  const scale = decodeBody(request, scaleDefinition(request), fieldValidation)
  checkAddress(request, scale)
  const existing = existingObject(request)
  checkUid(request, existing, scale.metadata.uid)
  return json(
    200,
    scaleOf(request, rescaled(request, existing, { scale, dryRun, track: trackedScale(request, manager) })),
  )
}

export function patchScale(request: ResourceRequest): Response {
  patchType(request)
  const { dryRun, fieldValidation, manager } = writeOptions(request, 'PatchOptions')
  const existing = existingObject(request)
  const scale = patched(request, scaleDefinition(request), scaleOf(request, existing), fieldValidation)
  checkAddress(request, scale)
  return json(
    200,
    scaleOf(request, rescaled(request, existing, { scale, dryRun, track: trackedScale(request, manager) })),
  )
}

/** Server-side apply of a scale: the object must be there. */
export function applyScale(request: ResourceRequest): Response {
  const options = writeOptions(request, 'PatchOptions')
  const existing = existingObject(request)
  const scale = configured(request, scaleDefinition(request), { live: scaleOf(request, existing, true), options })
  checkAddress(request, scale)
  return json(200, scaleOf(request, rescaled(request, existing, { scale, dryRun: options.dryRun, track: () => {} })))
}

const trackedScale = (request: ResourceRequest, manager: string): Track => {
  const writing = writingOf(request, scaleDefinition(request), manager)
  return (live, object) => trackUpdate(live, object, writing)
}

/** The path of the number of replicas. */
const pathOf = ({ custom }: ResourceDefinition) => custom?.scale?.replicasPath ?? ['spec', 'replicas']

interface Rescaling extends Storing {
  scale: Scale
}

function rescaled(request: ResourceRequest, existing: Stored, { scale, dryRun, track }: Rescaling): Stored {
  track(scaleOf(request, existing, true), scale)
  const replicas = scale.spec?.replicas ?? 0
  const { custom } = request.definition
  // For custom kinds, the schema limits the number.
  if (replicas < 0 && !custom) throw invalid(scaleDefinition(request), request.name, [negative(replicas)])
  const object: Scalable = copyOf(existing)
  if (custom?.scale) custom.scale.setReplicas(object, replicas)
  else object.spec = { ...object.spec, replicas }
  if (scale.metadata.resourceVersion) object.metadata.resourceVersion = scale.metadata.resourceVersion
  const { group, version } = request.definition
  const managers = object.metadata['managedFields']
  const after = parentManagers(managers, scale.metadata['managedFields'], {
    apiVersion: group ? `${group}/${version}` : version,
    replicas: pathOf(request.definition),
  })
  object.metadata['managedFields'] = after
  return updateObject({ ...request, subresource: '' }, existing, object, { dryRun, track: () => {} })
}

function negative(replicas: number): StatusCause {
  const message = `Invalid value: ${replicas}: must be greater than or equal to 0`
  return { reason: 'FieldValueInvalid', message, field: 'spec.replicas' }
}

/** managedFields of a scale are computed, and not shown. */
function scaleOf({ definition }: ResourceRequest, entry: Stored, withManagers = false): KubeObject {
  const object: Scalable = objectOf(entry)
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata
  const { replicas, status } = numbersOf(object, definition)
  const managedFields = withManagers ? scaleManagers(object.metadata['managedFields'], pathOf(definition)) : undefined
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name,
      namespace,
      uid,
      resourceVersion,
      creationTimestamp,
      ...(managedFields ? { managedFields } : {}),
    } as KubeObject['metadata'],
    spec: replicas ? { replicas } : {},
    status,
  }
}

function numbersOf(object: Scalable, { custom }: ResourceDefinition) {
  const { spec, status } = object
  const scale = custom?.scale
  if (!scale) {
    const seen = { replicas: status?.replicas ?? 0, selector: selectorText(spec?.selector) }
    return { replicas: spec?.replicas, status: seen }
  }
  const selector = scale.selector(object)
  const seen = { replicas: scale.statusReplicas(object), ...(selector ? { selector } : {}) }
  return { replicas: scale.replicas(object), status: seen }
}

function scaleDefinition({ definition }: ResourceRequest): ResourceDefinition {
  return { ...definition, group: 'autoscaling', version: 'v1', kind: 'Scale', custom: undefined }
}

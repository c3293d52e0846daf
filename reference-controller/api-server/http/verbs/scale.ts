import {
  type KubeObject,
  parentManagers,
  type ResourceDefinition,
  type StatusCause,
  scaleManagers,
  trackUpdate,
} from '../../resources/index.ts'
import { checkAddress, decodeBody, patched, patchType } from '../request/decode.ts'
import { type Track, writingOf } from '../request/field-manager.ts'
import { writeOptions } from '../request/options.ts'
import { type Answer, type Call, json } from '../request/resource-request.ts'
import { invalid } from '../request/status.ts'
import { copyOf, objectOf, type Stored } from '../request/stored-object.ts'
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
export function getScale(call: Call): Answer {
  return json(200, scaleOf(call, existingObject(call)))
}

export function updateScale(call: Call): Answer {
  const { dryRun, fieldValidation, manager } = writeOptions(call, 'UpdateOptions')
  const scale = decodeBody(call, scaleDefinition(call), fieldValidation)
  checkAddress(call, scale)
  const existing = existingObject(call)
  checkUid(call, existing, scale.metadata.uid)
  return json(200, scaleOf(call, rescaled(call, existing, { scale, dryRun, track: trackedScale(call, manager) })))
}

export function patchScale(call: Call): Answer {
  patchType(call)
  const { dryRun, fieldValidation, manager } = writeOptions(call, 'PatchOptions')
  const existing = existingObject(call)
  const scale = patched(call, scaleDefinition(call), scaleOf(call, existing), fieldValidation)
  checkAddress(call, scale)
  return json(200, scaleOf(call, rescaled(call, existing, { scale, dryRun, track: trackedScale(call, manager) })))
}

/** Server-side apply of a scale: the object must be there. */
export function applyScale(call: Call): Answer {
  const options = writeOptions(call, 'PatchOptions')
  const existing = existingObject(call)
  const scale = configured(call, scaleDefinition(call), { live: scaleOf(call, existing, true), options })
  checkAddress(call, scale)
  return json(200, scaleOf(call, rescaled(call, existing, { scale, dryRun: options.dryRun, track: () => {} })))
}

const trackedScale = (call: Call, manager: string): Track => {
  const writing = writingOf(call, scaleDefinition(call), manager)
  return (live, object) => trackUpdate(live, object, writing)
}

/** Where the object has its number of replicas. */
const pathOf = ({ custom }: ResourceDefinition) => custom?.scale?.replicasPath ?? ['spec', 'replicas']

interface Rescaling extends Storing {
  scale: Scale
}

function rescaled(call: Call, existing: Stored, { scale, dryRun, track }: Rescaling): Stored {
  track(scaleOf(call, existing, true), scale)
  const replicas = scale.spec?.replicas ?? 0
  const { custom } = call.definition
  // For custom kinds, the schema says what number will do.
  if (replicas < 0 && !custom) throw invalid(scaleDefinition(call), call.name, [negative(replicas)])
  const object: Scalable = copyOf(existing)
  if (custom?.scale) custom.scale.setReplicas(object, replicas)
  else object.spec = { ...object.spec, replicas }
  if (scale.metadata.resourceVersion) object.metadata.resourceVersion = scale.metadata.resourceVersion
  const { group, version } = call.definition
  const managers = object.metadata['managedFields']
  const after = parentManagers(managers, scale.metadata['managedFields'], {
    apiVersion: group ? `${group}/${version}` : version,
    replicas: pathOf(call.definition),
  })
  object.metadata['managedFields'] = after
  return updateObject({ ...call, subresource: '' }, existing, object, { dryRun, track: () => {} })
}

function negative(replicas: number): StatusCause {
  const message = `Invalid value: ${replicas}: must be greater than or equal to 0`
  return { reason: 'FieldValueInvalid', message, field: 'spec.replicas' }
}

/** Who owns what of a scale is told to nobody, only reckoned with. */
function scaleOf({ definition }: Call, entry: Stored, withManagers = false): KubeObject {
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

function scaleDefinition({ definition }: Call): ResourceDefinition {
  return { ...definition, group: 'autoscaling', version: 'v1', kind: 'Scale', custom: undefined }
}

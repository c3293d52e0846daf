import { timestamp } from '../../../timestamp.ts'
import type { KubeObject, ResourceDefinition } from '../../resources/index.ts'
import { admitIntoNamespace, admitOfKind, admitWithinQuota, mutate } from '../admission/index.ts'
import {
  alreadyExists,
  type Cluster,
  decodeBody,
  invalid,
  jsonOf,
  keyOf,
  type ResourceRequest,
  type Response,
  StatusError,
  type Stored,
  storable,
  type Track,
  takeNamespace,
  trackedBy,
  untranslated,
  unwritten,
  writeOptions,
} from '../request/index.ts'

export function create(request: ResourceRequest): Response {
  const { dryRun, fieldValidation, manager } = writeOptions(request, 'CreateOptions')
  const object = decodeBody(request, request.definition, fieldValidation)
  takeNamespace(request, object)
  if (object.metadata.resourceVersion) throw untranslated('resourceVersion should not be set on objects to be created')
  const created = createObject(request, object, { dryRun, track: trackedBy(request, manager) })
  return { kind: 'json', code: 201, body: jsonOf(created) }
}

type Creation = Pick<ResourceRequest, 'cluster' | 'definition' | 'warn'>

/** The options of storing an object. */
export interface Storing {
  dryRun: boolean
  track: Track
}

/** Takes the decoded object to the store. */
export function createObject({ cluster, definition, warn }: Creation, object: KubeObject, storing: Storing): Stored {
  const { strategy } = definition
  const { dryRun, track } = storing
  strategy.applyDefaults(object)
  admitOfKind(definition, object)
  clearSystemFields(object)
  // Fields that plugins and strategies add have no owner.
  track(undefined, object)
  admitIntoNamespace(cluster, definition, object)
  mutate(cluster, definition, object)
  nameFromPrefix(cluster, definition, object)
  setSystemFields(cluster, object)
  const now = timestamp(cluster.clock)
  strategy.prepareForCreate(object, { now, ids: cluster.ids, dryRun, find: finder(cluster) })
  const causes = strategy.validateCreate(object)
  if (causes.length > 0) throw invalid(definition, object.metadata.name ?? '', causes)
  for (const warning of strategy.warnings?.(object) ?? []) warn(warning)
  admitWithinQuota(cluster, definition, object)
  const key = keyOf(definition, object.metadata.namespace, object.metadata.name)
  if (cluster.store.get(key)) throw taken(definition, object)
  return dryRun ? unwritten(object) : cluster.store.put(key, storable(object), 0)
}

// Room for the suffix in the 63 characters of a DNS label.
const PREFIX_LENGTH = 58
const SUFFIX_LENGTH = 5
const TRIES = 8

function nameFromPrefix(cluster: Cluster, definition: ResourceDefinition, { metadata }: KubeObject): void {
  if (metadata.name || !metadata.generateName) return
  for (let tries = 0; tries < TRIES; tries++) {
    metadata.name = metadata.generateName.slice(0, PREFIX_LENGTH) + cluster.ids.suffix(SUFFIX_LENGTH)
    if (!cluster.store.get(keyOf(definition, metadata.namespace, metadata.name))) return
  }
}

function taken(definition: ResourceDefinition, { metadata }: KubeObject): StatusError {
  const error = alreadyExists(definition, metadata.name)
  if (!metadata.generateName) return error
  const details = { ...error.details, retryAfterSeconds: 1 }
  return new StatusError(
    409,
    'AlreadyExists',
    `${error.message}, the server was not able to generate a unique name for the object`,
    { details },
  )
}

/** The server sets these fields; those of the client are dropped. */
function clearSystemFields({ metadata }: KubeObject): void {
  const fields = ['uid', 'creationTimestamp', 'selfLink', 'deletionTimestamp', 'deletionGracePeriodSeconds']
  for (const field of fields) delete metadata[field]
}

function setSystemFields(cluster: Cluster, { metadata }: KubeObject): void {
  metadata.uid = cluster.ids.uid()
  metadata.creationTimestamp = timestamp(cluster.clock)
}

function finder(cluster: Cluster) {
  return (plural: string, namespace: string | undefined, name: string) =>
    cluster.store.get(keyOf({ plural }, namespace, name))?.value
}

import { canonicalObject, type KubeObject, type ResourceDefinition } from '../../resources/index.ts'
import type { Entry } from '../../store/index.ts'
import { type StreamEvent, streamEvent } from './response.ts'

/**
 * Objects between the store and the wire. The store keeps them without resourceVersion; it is the revision of the
 * entry and is added here. Each entry is encoded once, so that fifty watchers share one text.
 */
export type Stored = Entry<KubeObject>

interface Encoded {
  object?: KubeObject
  /** JSON of the object without its kind and apiVersion. */
  item?: string
  events?: Map<string, StreamEvent>
}

// An entry is asked for while it is new. Texts of all that is stored would be most of a cluster's memory.
const REMEMBERED_ENCODINGS = 512

/** Of the entries that were encoded last. */
const encodings = new Map<Stored, Encoded>()

function encodedOf(entry: Stored): Encoded {
  const known = encodings.get(entry)
  if (known) return known
  const fresh: Encoded = {}
  encodings.set(entry, fresh)
  const [oldest] = encodings.size > REMEMBERED_ENCODINGS ? encodings.keys() : []
  if (oldest) encodings.delete(oldest)
  return fresh
}

type Folder = Pick<ResourceDefinition, 'plural' | 'folder'>

export function folderOf({ plural, folder = plural }: Folder, namespace?: string): string {
  return namespace ? `/registry/${folder}/${namespace}/` : `/registry/${folder}/`
}

export function keyOf(definition: Folder, namespace: string | undefined, name: string): string {
  return folderOf(definition, namespace) + name
}

/** The object as clients see it. Frozen: take a `copyOf` to change it. */
export function objectOf(entry: Stored): KubeObject {
  const encoded = encodedOf(entry)
  encoded.object ??= withRevision(entry)
  return encoded.object
}

/** A copy that may be changed, but for its managers, which are as frozen as the object's own. */
export function copyOf(entry: Stored): KubeObject {
  const copy: KubeObject = JSON.parse(jsonOf(entry))
  const { managedFields } = entry.value.metadata
  if (managedFields !== undefined) copy.metadata['managedFields'] = managedFields
  return copy
}

export function jsonOf(entry: Stored): string {
  const { kind, apiVersion } = entry.value
  return `{"kind":"${kind}","apiVersion":"${apiVersion}",${itemOf(entry).slice(1)}`
}

/** Items of a list do not repeat the type. */
export function itemOf(entry: Stored): string {
  const encoded = encodedOf(entry)
  if (encoded.item === undefined) {
    const { kind: _kind, apiVersion: _apiVersion, ...rest } = objectOf(entry)
    encoded.item = JSON.stringify(rest)
  }
  return encoded.item
}

/** One event of a watch. */
export function eventOf(type: string, entry: Stored): StreamEvent {
  const encoded = encodedOf(entry)
  encoded.events ??= new Map()
  const known = encoded.events.get(type)
  if (known) return known
  const event = streamEvent({ type, object: objectOf(entry) }, () => `{"type":"${type}","object":${jsonOf(entry)}}`)
  encoded.events.set(type, event)
  return event
}

/** The object as the store keeps it: frozen, and without resourceVersion. */
export function storable(object: KubeObject): KubeObject {
  const { resourceVersion: _resourceVersion, ...metadata } = object.metadata
  return deepFreeze({ ...object, metadata } as KubeObject)
}

/** The same for a copy that was changed without its strategy, which puts the fields into order. */
export const storableCopy = (object: KubeObject): KubeObject => storable(canonicalObject(object))

/** The entry that a dry run would have stored. */
export function unwritten(object: KubeObject, from?: Stored): Stored {
  return { key: '', value: storable(object), created: from?.created ?? 0, revision: from?.revision ?? 0 }
}

function withRevision({ value, revision }: Stored): KubeObject {
  if (revision === 0) return value
  const { name, generateName, namespace, uid, ...rest } = value.metadata
  const metadata = {
    name,
    ...(generateName === undefined ? {} : { generateName }),
    ...(namespace === undefined ? {} : { namespace }),
    uid,
    resourceVersion: String(revision),
    ...rest,
  } as KubeObject['metadata']
  return Object.freeze({ ...value, metadata: Object.freeze(metadata) })
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) deepFreeze(part)
  return Object.freeze(value)
}

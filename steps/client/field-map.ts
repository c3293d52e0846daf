import type { Api, Ref, WatchEvent } from './api.ts'
import type { KubeObject, Manifest } from './objects.ts'
import type { Resource } from './resources.ts'

/**
 * The API in the field paths and labels of apps/v1 StatefulSet, in which features, facts and invariants speak of every kind.
 * What is sent is translated to those of the kind, and what is read is translated back. A kind without a field map, such as
 * StatefulSet itself, is passed on as it is.
 * @param workload the kind whose Pods may be labelled otherwise
 */
export function withFieldMaps(api: Api, workload?: Resource): Api {
  const labels = Object.entries(workload?.podLabels ?? {})
  const [outward, inward] = [relabelling(labels), relabelling(labels.map(([ours, theirs]) => [theirs, ours]))]
  const read = <T>(resource: Resource, object: T): T => inward(asRead(resource, object))
  const written = <T>(resource: Resource, body: T): T => outward(asWritten(resource, body))
  const readIn = <T>(ref: Ref, object: T): T => (isScale(ref) ? object : read(ref.resource, object))
  return {
    ...api,
    get: async <T extends KubeObject>(ref: Ref) => readIn(ref, await api.get<T>(ref)),
    async list<T extends KubeObject>(resource: Resource, namespace?: string, query?: string) {
      const answer = await api.list<T>(resource, namespace, query)
      return { ...answer, items: answer.items.map((item) => read(resource, item)) }
    },
    async watch(resource, ...rest) {
      const events = await api.watch(resource, ...rest)
      return resource.fields || labels.length > 0 ? readEvents(events, (object) => read(resource, object)) : events
    },
    create: async <T extends KubeObject>(
      resource: Resource,
      namespace: string | undefined,
      manifest: Manifest,
      query?: string,
    ) => read(resource, await api.create<T>(resource, namespace, written(resource, manifest), query)),
    patch: async <T extends KubeObject>(ref: Ref, ...[type, body]: [Parameters<Api['patch']>[1], unknown]) =>
      readIn(ref, await api.patch<T>(ref, type, isScale(ref) ? body : written(ref.resource, body))),
  }
}

/** The subresource is a Scale of the group autoscaling, whatever the kind. */
const isScale = ({ subresource }: Pick<Ref, 'subresource'>): boolean => subresource === 'scale'

async function* readEvents(
  events: AsyncIterable<WatchEvent>,
  read: (object: KubeObject) => KubeObject,
): AsyncGenerator<WatchEvent> {
  for await (const event of events) yield { ...event, object: read(event.object) }
}

/** A body in the fields of StatefulSet, as the kind has them. @throws Error where it sets what the kind does not have */
export function asWritten<T>({ kind, fields, absent = {} }: Resource, body: T): T {
  if (!fields && Object.keys(absent).length === 0) return body
  if (Array.isArray(body)) return body.map((operation) => withPointers(operation, fields ?? {})) as T
  const pairs = Object.entries(fields ?? {})
  const result = moved(body, pairs)
  for (const path of Object.keys(absent)) {
    const value = take(result as Fields, path.split('.'))
    if (value !== undefined && !OPTIONAL.has(path))
      throw new Error(`a step sets ${path}, which ${kind} does not have: ${absent[path]}`)
  }
  return result
}

/** What every workload of the suite has, though few scenarios are about it. */
const OPTIONAL = new Set(['spec.serviceName'])

/** An object of the kind, or a list of them, in the fields of StatefulSet. */
export function asRead<T>({ fields }: Resource, object: T): T {
  if (!fields) return object
  const pairs = Object.entries(fields).map(([ours, theirs]) => [theirs, ours] as const)
  const { items } = object as { readonly items?: unknown }
  if (Array.isArray(items)) return { ...object, items: items.map((item) => moved(item, pairs)) }
  return moved(object, pairs)
}

interface Operation {
  readonly path?: string
  readonly from?: string
}

/** An operation of a JSON patch, whose paths are pointers such as `/spec/replicas`. */
function withPointers(operation: Operation, fields: Readonly<Record<string, string>>): Operation {
  const pointers = Object.entries(fields).map((pair) => pair.map((path) => `/${path.replaceAll('.', '/')}`))
  const translated = (pointer: string) => {
    const pair = pointers.find(([ours = '']) => pointer === ours || pointer.startsWith(`${ours}/`))
    return pair ? pair[1] + pointer.slice(pair[0]?.length) : pointer
  }
  const { path, from } = operation
  return {
    ...operation,
    ...(path !== undefined && { path: translated(path) }),
    ...(from !== undefined && { from: translated(from) }),
  }
}

/** Renames the keys that are labels of Pods: in their metadata, in selectors, and in templates. */
function relabelling(pairs: readonly (readonly [from: string, to: string])[]) {
  const names = new Map(pairs)
  const renamed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(renamed)
    if (!isObject(value)) return value
    const entries = Object.entries(value).filter(([key]) => !pairs.some(([from, to]) => to === key && from in value))
    return Object.fromEntries(entries.map(([key, inner]) => [names.get(key) ?? key, renamed(inner)]))
  }
  return <T>(object: T): T => (pairs.length > 0 ? (renamed(object) as T) : object)
}

/** The object with the value at each path moved to another one; all are taken out before any is put back. */
function moved<T>(object: T, pairs: readonly (readonly [from: string, to: string])[]): T {
  const result = structuredClone(object) as Fields
  const taken = pairs.flatMap(([from, to]) => {
    const value = take(result, from.split('.'))
    return value === undefined ? [] : [{ to: to.split('.'), value }]
  })
  for (const { to, value } of taken) put(result, to, value)
  return result as T
}

type Fields = Record<string, unknown>

function take(object: Fields, [key = '', ...rest]: readonly string[]): unknown {
  const value = object[key]
  if (rest.length > 0) return isObject(value) ? take(value, rest) : undefined
  delete object[key]
  return value
}

function put(object: Fields, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) object[key] = value
  else {
    if (!isObject(object[key])) object[key] = {}
    put(object[key] as Fields, rest, value)
  }
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

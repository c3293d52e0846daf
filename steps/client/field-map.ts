import type { Api, Ref, WatchEvent } from './api.ts'
import type { KubeObject, Manifest } from './objects.ts'
import type { Resource } from './resources.ts'

/**
 * The API in the field paths of apps/v1 StatefulSet, in which features, facts and invariants speak of every kind. What is
 * sent is translated to the paths of the kind, and what is read is translated back. A kind without a field map, such as
 * StatefulSet itself, is passed on as it is.
 */
export function withFieldMaps(api: Api): Api {
  return {
    ...api,
    get: async <T extends KubeObject>(ref: Ref) => readIn(ref, await api.get<T>(ref)),
    async list<T extends KubeObject>(resource: Resource, namespace?: string, query?: string) {
      const answer = await api.list<T>(resource, namespace, query)
      return { ...answer, items: answer.items.map((item) => read(resource, item)) }
    },
    async watch(resource, ...rest) {
      const events = await api.watch(resource, ...rest)
      return resource.fields ? readEvents(resource, events) : events
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
const isScale = ({ subresource }: Ref): boolean => subresource === 'scale'

const readIn = <T>(ref: Ref, object: T): T => (isScale(ref) ? object : read(ref.resource, object))

async function* readEvents(resource: Resource, events: AsyncIterable<WatchEvent>): AsyncGenerator<WatchEvent> {
  for await (const event of events) yield { ...event, object: read(resource, event.object) }
}

const written = <T>({ fields }: Resource, body: T): T => (fields ? moved(body, Object.entries(fields)) : body)

const read = <T>({ fields }: Resource, object: T): T =>
  fields
    ? moved(
        object,
        Object.entries(fields).map(([ours, theirs]) => [theirs, ours]),
      )
    : object

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

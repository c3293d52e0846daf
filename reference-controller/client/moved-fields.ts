import type { ApiClient, WatchEvent } from './api-client.ts'
import type { KubeObject } from './objects.ts'
import type { Resource } from './resources.ts'

type Pairs = readonly (readonly [from: string, to: string])[]

/**
 * A client to which a kind looks like StatefulSet: the fields that the kind has at other paths are moved where they are
 * read and written. Other resources, and a kind without such fields, pass as they are.
 */
export function movingFields(client: ApiClient, { plural, group, fields }: Resource): ApiClient {
  if (!fields) return client
  const written = Object.entries(fields)
  const read: Pairs = written.map(([ours, theirs]) => [theirs, ours])
  const isMeant = (resource: Resource) => resource.plural === plural && resource.group === group
  const arrived = <T extends KubeObject>(object: T) => moved(object, read)
  return {
    ...client,
    async get<T extends KubeObject>(...at: Parameters<ApiClient['get']>) {
      const object = await client.get<T>(...at)
      return isMeant(at[0]) ? arrived(object) : object
    },
    async list<T extends KubeObject>(...at: Parameters<ApiClient['list']>) {
      const list = await client.list<T>(...at)
      return isMeant(at[0]) ? { ...list, items: list.items.map(arrived) } : list
    },
    async update<T extends KubeObject>(...[resource, namespace, object, sub]: UpdateOf<T>) {
      if (!isMeant(resource)) return client.update(resource, namespace, object, sub)
      return arrived(await client.update(resource, namespace, moved(object, written), sub))
    },
    watch<T extends KubeObject>(...at: Parameters<ApiClient['watch']>) {
      const events = client.watch<T>(...at)
      return isMeant(at[0]) ? arrivedEvents(events, read) : events
    },
  }
}

type UpdateOf<T extends KubeObject> = [Resource, string | undefined, T, string?]

async function* arrivedEvents<T extends KubeObject>(
  events: AsyncIterable<WatchEvent<T>>,
  read: Pairs,
): AsyncGenerator<WatchEvent<T>> {
  for await (const event of events)
    yield event.type === 'BOOKMARK' || event.type === 'ERROR' ? event : { ...event, object: moved(event.object, read) }
}

/** A copy with the value at each path at another one. All are taken before any is put, so that two may change places. */
function moved<T>(object: T, pairs: Pairs): T {
  const copy = structuredClone(object) as Fields
  const taken = pairs.map(([from, to]) => [to, take(copy, from.split('.'))] as const)
  for (const [to, value] of taken) if (value !== undefined) put(copy, to.split('.'), value)
  return copy as T
}

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function take(from: Fields, [key = '', ...rest]: readonly string[]): unknown {
  const value = from[key]
  if (rest.length > 0) return isFields(value) ? take(value, rest) : undefined
  delete from[key]
  return value
}

function put(into: Fields, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    into[key] = value
    return
  }
  const inner = isFields(into[key]) ? into[key] : {}
  into[key] = inner
  put(inner, rest, value)
}

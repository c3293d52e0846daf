import { type ApiClient, ApiError, type KubeObject, type Resource, statefulSets } from '../../client/index.ts'
import { aSet, TYPE } from '../decide/testing.ts'
import type { SyncContext } from './sync-context.ts'

/** An answer of the API, by the call as it is told: `create pods web-0`. Nothing to say means success. */
export type Answers = Record<string, unknown>

export function refusal(reason: string, message = `refused as ${reason}`, code = 409): ApiError {
  return new ApiError('a call', code, { kind: 'Status', reason, message })
}

/** A sync whose calls, events and remembered writes can be read afterwards. */
export function aSync(answers: Answers = {}) {
  const calls: string[] = []
  const sent: unknown[] = []
  const recorded: string[] = []
  const wrote: string[] = []
  const cached = { set: aSet() }
  async function answer(verb: string, resource: Resource, name: string, object?: unknown) {
    const call = `${verb} ${resource.plural} ${name}`
    calls.push(call)
    sent.push(object)
    const scripted = answers[call]
    const found = Array.isArray(scripted) ? scripted.shift() : scripted
    if (found instanceof Error) throw found
    return found ?? object
  }
  const client = {
    get: (resource: Resource, _: string, name: string) => answer('get', resource, name),
    create: (resource: Resource, _: string, object: KubeObject) =>
      answer('create', resource, object.metadata.name, object),
    update: (resource: Resource, _: string, object: KubeObject, sub?: string) =>
      answer(sub ? `update ${sub} of` : 'update', resource, object.metadata.name, object),
    patch: (resource: Resource, _: string, name: string, patch: unknown) => answer('patch', resource, name, patch),
    remove: (resource: Resource, _: string, name: string, options: unknown) =>
      answer('remove', resource, name, options),
    async request(method: string, path: string, body: unknown) {
      calls.push(`${method} ${path}`)
      sent.push(body)
      const scripted = answers[method]
      if (scripted instanceof Error) throw scripted
      return scripted ?? body
    },
  } as unknown as ApiClient
  const context: SyncContext = {
    client,
    resource: statefulSets,
    set: aSet(),
    type: TYPE,
    recorder: {
      record: (_, __, { type, reason, message }) => void recorded.push(`${type} ${reason}: ${message}`),
      flushed: async () => {},
    },
    cachedSet: () => cached.set,
    wrote: (resource) => void wrote.push(resource.plural),
  }
  return { context, calls, sent, recorded, wrote, cached }
}

/** The error with which a promise is rejected. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('expected a rejection, and there was none')
}

import { type Api, ApiError, type KubeObject } from '../client/index.ts'
import { header, history } from '../observe/testing.ts'
import type { TraceEvent } from '../observe/trace.ts'
import { Actions } from './actions.ts'

/** For tests: the parts that act, in a namespace `ns`, and a log of every request and order that they send. */
export function acting(events: readonly TraceEvent[] = [], refusal?: number, objects: readonly KubeObject[] = []) {
  const trace = history(...events)
  const sent: unknown[][] = []
  const send =
    (verb: string) =>
    async (...args: unknown[]) => {
      sent.push([verb, ...args.filter((arg) => arg !== undefined)])
      if (refusal !== undefined) throw refusal < 100 ? new Error('broken') : new ApiError('POST /', refusal, '{}')
    }
  const get = async ({ name }: { name: string }) => objects.find(({ metadata }) => metadata.name === name)
  const requests = { create: send('create'), patch: send('patch'), remove: send('remove'), ask: send('ask'), get }
  const api = requests as unknown as Api
  const control = new Proxy({}, { get: (_, order: string) => send(order) })
  const recorded = () =>
    trace.entries.flatMap((entry) => {
      if (entry.kind !== 'action') return []
      const { seq: _, at: __, kind: ___, ...rest } = entry
      return [rest]
    })
  const kinds = () => trace.entries.map(({ kind }) => kind).join(' ')
  return { trace, sent, api, control, recorded, kinds, header: header(), actions: new Actions(api, 'ns', trace) }
}

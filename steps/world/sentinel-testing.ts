import { PassThrough } from 'node:stream'
import { mock } from 'node:test'
import { type Api, ApiError, type KubeObject, type Manifest, type Ref } from '../client/index.ts'
import { kind } from '../client/testing.ts'
import { aTurn } from '../observe/testing.ts'
import type { Wait } from '../patience/index.ts'

/** What the controller and the nodes behind a fake API do. */
export interface Script {
  /** Resolves when the server accepts a watch. */
  readonly accepted?: () => Promise<void>
  /** Once the workload is created; by default a Pod is made. */
  readonly created?: (cluster: Cluster) => void
  /** Once the gate of the Pod is set; by default the Pod follows, and the controller reports it. */
  readonly gate?: (cluster: Cluster, ready: boolean) => void
  /** The code with which the server refuses to set the gate. */
  readonly refusal?: () => number | undefined
  readonly events?: readonly object[]
}

export interface Cluster {
  readonly api: Api
  readonly asked: unknown[]
  makePod(name?: string): void
  takePod(): void
  /** The Pod is to end in its own time. */
  endPod(): void
  takeWorkload(): void
  /** The nodes set the condition of the Pod as its gate asks. */
  follow(ready: boolean): void
  /** The controller writes this into the status of the workload. */
  report(status: object): void
  /** Both. */
  obey(ready: boolean): void
  opened(): PassThrough[]
  /** The server has forgotten the versions of these watches. */
  lose(streams?: readonly PassThrough[]): void
}

const ready = (is: boolean) => ({ conditions: [{ type: 'Ready', status: is ? 'True' : 'False' }] })

/** For tests: an API with a controller and nodes behind it, whose watches tell what happens until they are lost. */
export function fakeCluster(script: Script = {}): Cluster {
  const { created = ({ makePod }) => makePod(), gate = ({ obey }, is) => obey(is), events = [] } = script
  const objects = new Map<string, KubeObject>()
  const watches = new Map<PassThrough, string>()
  const asked: unknown[] = []

  function tell(plural: string, type: string, object = objects.get(plural)) {
    for (const [stream, watched] of watches) if (watched === plural) stream.write({ type, object })
  }
  function put(plural: string, { metadata, ...parts }: { metadata?: object; status?: object }) {
    const before = objects.get(plural)
    const all = { name: 'sentinel-0', uid: plural, resourceVersion: '1', ...before?.metadata, ...metadata }
    objects.set(plural, { ...before, ...parts, metadata: all } as KubeObject)
    tell(plural, 'MODIFIED')
  }
  const cluster: Omit<Cluster, 'api'> = {
    makePod: (name = 'sentinel-0') => put('pods', { metadata: { name, labels: { app: 'sentinel' } } }),
    follow: (is: boolean) => put('pods', { status: ready(is) }),
    report: (status) => put(kind.plural, { status }),
    obey(is: boolean) {
      cluster.follow(is)
      cluster.report({ readyReplicas: is ? 1 : 0 })
    },
    takePod() {
      tell('pods', 'DELETED')
      objects.delete('pods')
    },
    endPod: () => put('pods', { metadata: { deletionTimestamp: '2030-01-01T00:00:00Z' } }),
    takeWorkload() {
      tell(kind.plural, 'DELETED')
      objects.delete(kind.plural)
    },
    opened: () => [...watches.keys()],
    lose(streams = cluster.opened()) {
      for (const stream of streams) stream.write({ type: 'ERROR', object: { metadata: {}, code: 410 } })
    },
    asked,
  }
  const api = {
    async watch({ plural }: Ref['resource'], namespace: string, _from: unknown, signal: AbortSignal) {
      asked.push(['watch', plural, namespace])
      await script.accepted?.()
      const stream = new PassThrough({ objectMode: true, signal })
      watches.set(stream, plural)
      signal.addEventListener('abort', () => watches.delete(stream))
      if (objects.has(plural)) stream.write({ type: 'ADDED', object: objects.get(plural) })
      return stream
    },
    async create(resource: Ref['resource'], namespace: string, manifest: Manifest) {
      asked.push(['create', resource, namespace, manifest])
      put(kind.plural, manifest)
      created(whole)
      return manifest
    },
    async patch(ref: Ref, type: string, body: { status: { conditions: { status: string }[] } }) {
      asked.push(['patch', ref, type, body])
      const code = script.refusal?.()
      if (code !== undefined) throw new ApiError('PATCH', code, '{}')
      gate(whole, body.status.conditions[0]?.status === 'True')
      return {}
    },
    list: async () => ({ items: events }),
    remove: async (ref: Ref) => void asked.push(['remove', ref.resource.plural, ref.namespace, ref.name]),
  }
  const whole: Cluster = { ...cluster, api: api as unknown as Api }
  return whole
}

/** For tests: all that is to come of what has happened. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await aTurn()
}

/** For tests: lets a wait have all its time, and says what it comes to just before and then. */
export async function passes({ ms }: Wait, seen: () => unknown): Promise<unknown[]> {
  await turns()
  mock.timers.tick(ms - 1)
  await turns()
  const before = seen()
  mock.timers.tick(1)
  await turns()
  return [before, seen()]
}

/** For tests: what a probe comes to. */
export const outcome = (promise: Promise<boolean>) =>
  promise.then(
    (answered) => (answered ? 'reacts' : 'silent'),
    ({ message }: Error) => message,
  )

import { type Api, apiVersion, type Manifest, type Resource, resources } from '../client/index.ts'
import { awaitTrace } from '../observe/await-trace.ts'
import type { Trace } from '../observe/trace.ts'
import { waits } from '../patience/index.ts'
import { MARKER_LABEL, NO_CLASS } from './labels.ts'

const NAME = 'conformance-marker'

/**
 * One object per resource that nobody acts upon: a gated Pod is never scheduled, a claim for a volume that does not
 * exist never bound. Without the volume's name the binder would write an event about the claim at each of its rounds.
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume
 */
const markers: [Resource, Record<string, unknown>][] = [
  [
    resources.pods,
    {
      spec: {
        schedulingGates: [{ name: 'statefulset-conformance.dev/marker' }],
        containers: [{ name: 'none', image: 'none:1' }],
      },
    },
  ],
  [
    resources.claims,
    {
      spec: {
        volumeName: 'none',
        storageClassName: NO_CLASS,
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Mi' } },
      },
    },
  ],
  [resources.revisions, { revision: 0, data: {} }],
]

/**
 * Proves that the watches have caught up: writes to an object of the suite in each resource, and waits until the
 * writes come back on the watches. Then all earlier events are in the trace. Events have no marker: their
 * writers send them in their own time, so that they can only be waited for.
 */
export class WatchBarrier {
  readonly #api: Api
  readonly #namespace: string
  readonly #trace: Trace
  #passes = 0

  constructor(api: Api, namespace: string, trace: Trace) {
    this.#api = api
    this.#namespace = namespace
    this.#trace = trace
  }

  /** Creates the markers, once, before the first `pass`. */
  async createMarkers(): Promise<void> {
    await Promise.all(
      markers.map(([resource, body]) => this.#api.create(resource, this.#namespace, this.#manifest(resource, body))),
    )
  }

  /** Writes to every marker. @throws Error if a write is not seen on its watch in time, HistoryLost if the watch has a gap */
  async pass(): Promise<void> {
    const number = String(++this.#passes)
    const body = { metadata: { annotations: { [MARKER_LABEL]: number } } }
    await Promise.all(
      markers.map(([resource]) => this.#api.patch({ resource, namespace: this.#namespace, name: NAME }, 'merge', body)),
    )
    await awaitTrace(this.#trace, waits.barrierPasses, 'every watch shows the marker', () =>
      markers.every(([resource]) =>
        this.#trace.objects(resource.plural).some(({ metadata }) => metadata.annotations?.[MARKER_LABEL] === number),
      ),
    )
  }

  #manifest(resource: Resource, body: Record<string, unknown>): Manifest {
    const metadata = { name: NAME, labels: { [MARKER_LABEL]: 'true' } }
    return { apiVersion: apiVersion(resource), kind: resource.kind, metadata, ...body }
  }
}

import type { Activity } from './activity.ts'
import {
  type ApiClient,
  type Change,
  type KubeObject,
  type Resource,
  refusedAs,
  type SharedReflector,
  type SharedReflectors,
  type WorkQueue,
  workQueue,
} from './client/index.ts'
import type { Clock } from './clock.ts'
import type { Resolver } from './control/controls.ts'
import type { BudgetStatus } from './disruption/budget-status.ts'
import type { RecordsOf } from './dns/records.ts'
import type { EndpointOf } from './endpoints/endpoint-of.ts'
import type { Connections } from './node/connections.ts'

/** Rules that replace those of a part. */
export interface PartRules {
  endpointOf?: EndpointOf
  recordsOf?: RecordsOf
  budgetStatus?: BudgetStatus
}

/** The options of every part of the simulated cluster (node/, volumes/, endpoints/, dns/, gc/, pod-gc/). */
export interface PartContext {
  client: ApiClient
  clock: Clock
  activity: Pick<Activity, 'begin'>
  /** The connection of the simulated nodes to the API server. */
  connections: Connections
  /** A node for Pods that shall be alone: the key of its label and of its taint. */
  spareNode: string | undefined
  /** For people who watch: Pods take this time in milliseconds to start, and have events. */
  lifelike?: { readonly podStartDelayMs: number } | undefined
  /** Reflectors that all parts share. */
  reflectors: SharedReflectors
  /** Called with errors of background work; the part continues. */
  onError: (error: unknown) => void
  rules: PartRules
}

export interface RunningPart {
  /** Of the DNS server. */
  resolver?: Resolver
  stop(): Promise<void>
}

/** A part under construction: reflectors that fill caches, and queues whose work begins once all caches are filled. */
export interface Assembly {
  follow<T extends KubeObject>(
    resource: Resource,
    onChange?: (change: Change<T>) => void,
    namespace?: string,
  ): SharedReflector<T>
  queue(process: (key: string) => Promise<void>, workers: number): WorkQueue
  /** Resolves once all caches are filled; rejects, with everything stopped, if one of them cannot be. */
  start(): Promise<RunningPart>
}

/** @param name of the part, for those who ask what is under way */
export function assembly(context: PartContext, name: string): Assembly {
  const { clock, activity, onError } = context
  const reflectors: { ready: Promise<void>; stop(): void }[] = []
  const queues: WorkQueue[] = []
  const started = Promise.withResolvers<void>()

  const stop = async () => {
    for (const reflector of reflectors) reflector.stop()
    started.resolve()
    await Promise.all(queues.map((queue) => queue.stop()))
  }

  return {
    follow(resource, onChange, namespace) {
      const reflector = context.reflectors.follow(resource, onChange, namespace)
      reflectors.push(reflector)
      return reflector
    },
    queue(process, workers) {
      const work = async (key: string) => {
        await started.promise
        try {
          await process(key)
        } catch (error) {
          if (!namespaceEnds(error)) throw error
        }
      }
      const queue = workQueue(clock, work, {
        ...{ name, activity, workers },
        onError: (_, error) => {
          // A lost race is settled by the repetition.
          if (!refusedAs(error, 'Conflict')) onError(error)
        },
      })
      queues.push(queue)
      return queue
    },
    async start() {
      try {
        await Promise.all(reflectors.map(({ ready }) => ready))
      } catch (error) {
        await stop()
        throw error
      }
      started.resolve()
      return { stop }
    },
  }
}

// Nothing can be created any more in a namespace that is being deleted: there is no use in trying again.
function namespaceEnds(error: unknown): boolean {
  if (!refusedAs(error, 'Forbidden')) return false
  const causes = error.status.details?.['causes'] as { reason?: string }[] | undefined
  return causes?.some(({ reason }) => reason === 'NamespaceTerminating') ?? false
}

/** Several parts as one: if one of them cannot start, none runs. */
export async function allOf(starting: Promise<RunningPart>[]): Promise<RunningPart> {
  const results = await Promise.allSettled(starting)
  const running = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
  const stop = async () => {
    await Promise.all(running.map((part) => part.stop()))
  }
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) {
    await stop()
    throw failed.reason
  }
  return { stop }
}

export { timestamp } from './timestamp.ts'

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

/** What every part of the simulated surroundings (node/, volumes/, endpoints/, gc/) is started with. */
export interface PartContext {
  client: ApiClient
  clock: Clock
  /** What the parts follow, they follow together. */
  reflectors: SharedReflectors
  /** Told what went wrong behind the scenes; the part goes on by itself. */
  onError: (error: unknown) => void
}

export interface RunningPart {
  /** Whether work is under way or waiting (work that waits for its time does not count). */
  busy(): boolean
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

export function assembly(context: PartContext): Assembly {
  const { clock, onError } = context
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
        workers,
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
      return { busy: () => queues.some((queue) => queue.busy()), stop }
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
  return { busy: () => running.some((part) => part.busy()), stop }
}

export { timestamp } from './timestamp.ts'

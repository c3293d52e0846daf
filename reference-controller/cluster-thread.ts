import type { ControlAddress, Resolver } from './control/index.ts'
import type { ThreadAnswer, ThreadOrder } from './thread.ts'

/** A whole cluster in a thread of its own, so that who judges it and who runs it don't wait for each other. */
export interface ClusterThread {
  kubeconfig: string
  url: string
  token: string
  control: ControlAddress
  resolver: Resolver | undefined
  /** Resolves when the thread ends without having been asked to. */
  failed: Promise<Error>
  stop(): Promise<void>
}

// Requests leave much behind that dies at once: with more room it is thrown away seldom, and little of it is copied.
const YOUNG_MEGABYTES = 96

/** Starts the embedded API server, the nodes, and the controller or a mutant of it if asked for, in a thread. */
export async function startClusterThread(order: ThreadOrder): Promise<ClusterThread> {
  const { Worker } = await import('node:worker_threads')
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  })
  let stopping = false
  const ended = new Promise<Error>((resolve) => {
    worker.once('error', resolve)
    worker.once('exit', (code) => resolve(new Error(`the embedded cluster ended by itself with code ${code}`)))
  })
  const failed = new Promise<Error>((resolve) => void ended.then((error) => stopping || resolve(error)))
  const up = new Promise<ThreadAnswer>((resolve) => worker.once('message', resolve))
  const first = await Promise.race([up, ended])
  if (first instanceof Error) throw new Error('the embedded cluster did not start', { cause: first })
  return {
    ...first,
    failed,
    async stop() {
      stopping = true
      worker.postMessage('stop')
      await ended
    },
  }
}

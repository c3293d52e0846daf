import { extname } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { ControlAddress, Resolver } from './control/index.ts'
import type { ThreadAnswer, ThreadOrder } from './thread.ts'

/** A whole cluster in a thread of its own, so that who judges it and who runs it don't wait for each other. */
export interface ClusterThread {
  kubeconfig: string
  url: string
  token: string
  /** The certificate (PEM) of the authority that signed the server's, if it serves TLS. */
  ca: string | undefined
  control: ControlAddress
  resolver: Resolver | undefined
  /** Resolves when the thread ends without having been asked to. */
  failed: Promise<Error>
  stop(): Promise<void>
}

/**
 * Threads that outlive their clusters. Each cluster is new in all its parts; only what the thread has loaded and
 * compiled serves the next one, which is most of what a start costs.
 */
export interface ClusterThreads {
  start(order: ThreadOrder): Promise<ClusterThread>
  /** Ends the threads without a cluster. */
  end(): Promise<void>
}

export function clusterThreads(): ClusterThreads {
  const idle: Thread[] = []
  return {
    async start(order) {
      const thread = idle.pop() ?? (await openThread())
      const answer = await startIn(thread, order)
      return {
        ...answer,
        failed: thread.failed,
        async stop() {
          if ((await thread.ask('stop')) === 'stopped') idle.push(thread)
        },
      }
    },
    async end() {
      await Promise.all(idle.splice(0).map((thread) => thread.end()))
    },
  }
}

/** Starts the embedded API server, the nodes, and the controller or a mutant of it if asked for, in a thread. */
export async function startClusterThread(order: ThreadOrder): Promise<ClusterThread> {
  const threads = clusterThreads()
  const cluster = await threads.start(order)
  return {
    ...cluster,
    async stop() {
      await cluster.stop()
      await threads.end()
    },
  }
}

async function startIn(thread: Thread, order: ThreadOrder): Promise<ThreadAnswer> {
  const answer = await thread.ask(order)
  if (answer instanceof Error || answer === 'stopped')
    throw new Error('the embedded cluster did not start', { cause: answer })
  return answer
}

interface Thread {
  readonly failed: Promise<Error>
  /** Answers with an error if the thread ends instead. */
  ask(order: ThreadOrder | 'stop'): Promise<ThreadAnswer | 'stopped' | Error>
  end(): Promise<void>
}

// TypeScript in the checkout, JavaScript in the package.
const THREAD = new URL(`thread${extname(import.meta.filename)}`, import.meta.url)

async function openThread(): Promise<Thread> {
  const { Worker } = await import('node:worker_threads')
  return threadOf(new Worker(THREAD))
}

function threadOf(worker: Worker): Thread {
  let ending = false
  const ended = new Promise<Error>((resolve) => {
    worker.once('error', resolve)
    worker.once('exit', (code) => resolve(new Error(`the embedded cluster ended by itself with code ${code}`)))
  })
  const failed = new Promise<Error>((resolve) => void ended.then((error) => ending || resolve(error)))
  return {
    failed,
    ask(order) {
      const answered = new Promise<ThreadAnswer | 'stopped'>((resolve) => worker.once('message', resolve))
      worker.postMessage(order)
      return Promise.race([answered, ended])
    },
    async end() {
      ending = true
      await worker.terminate()
    },
  }
}

import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Answer, Request } from './protocol.ts'

const WORKER = fileURLToPath(import.meta.resolve('./worker.ts'))

/** Only this process can end an endless loop of the worker. */
export type Reply = Answer | { readonly kind: 'no answer' | 'exited' }

export interface WorkerProcess {
  readonly ask: (request: Request, limitMs: number) => Promise<Reply>
  readonly stop: () => void
}

export function startWorker(): WorkerProcess {
  const child = fork(WORKER, [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const stop = () => void child.kill('SIGKILL')
  return {
    stop,
    ask: async (request, limitMs) => {
      const { promise, resolve } = Promise.withResolvers<Reply>()
      const exited = () => resolve({ kind: 'exited' })
      const timer = setTimeout(() => resolve({ kind: 'no answer' }), limitMs)
      child.once('message', resolve).once('exit', exited).once('error', exited)
      if (child.connected) child.send(request)
      else exited()
      const reply = await promise
      clearTimeout(timer)
      child.off('message', resolve).off('exit', exited).off('error', exited)
      return reply
    },
  }
}

import { parentPort, workerData } from 'node:worker_threads'
import { startCluster, startController, startNodes } from './index.ts'

/** What a thread is asked to run. */
export interface ThreadOrder {
  readonly controller: boolean
  readonly mutant?: string
}

/** What it answers once all of it is up. */
export interface ThreadAnswer {
  readonly kubeconfig: string
  readonly url: string
  readonly token: string
}

const { controller, mutant } = workerData as ThreadOrder
const cluster = await startCluster()
const { kubeconfig, url, token, inProcess: transport } = cluster
const running = [await startNodes(kubeconfig, { transport })]
if (controller) running.push(await startController(kubeconfig, { transport, ...(mutant ? { mutant } : {}) }))
parentPort?.postMessage({ kubeconfig, url, token } satisfies ThreadAnswer)
parentPort?.on('message', async (order: 'forget-history' | 'stop') => {
  if (order === 'forget-history') {
    cluster.forgetHistory()
    return parentPort?.postMessage('forgotten')
  }
  for (const part of running.reverse()) await part.stop()
  await cluster.stop()
  process.exit(0)
})

import { parentPort, workerData } from 'node:worker_threads'
import type { ControlAddress, Resolver } from './control/index.ts'
import { startControlledCluster } from './controlled-cluster.ts'
import type { FeatureChoice } from './feature-gates.ts'

/** The function and arguments that a thread runs. */
export interface ThreadOrder {
  readonly controller: boolean
  readonly mutant?: string
  /** As of `startNodes`. */
  readonly spareNode?: string
  readonly choice?: FeatureChoice
}

/** The message of the thread when everything has started. */
export interface ThreadAnswer {
  readonly kubeconfig: string
  readonly url: string
  readonly token: string
  readonly control: ControlAddress
  readonly resolver: Resolver | undefined
}

const cluster = await startControlledCluster(workerData as ThreadOrder)
const { kubeconfig, url, token, control, resolver } = cluster
parentPort?.postMessage({ kubeconfig, url, token, control, resolver } satisfies ThreadAnswer)
parentPort?.once('message', async (_: 'stop') => {
  await cluster.stop()
  process.exit(0)
})

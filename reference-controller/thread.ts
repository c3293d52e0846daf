import { parentPort } from 'node:worker_threads'
import type { ControlAddress, Resolver } from './control/index.ts'
import { type ControlledCluster, startControlledCluster } from './controlled-cluster.ts'
import type { FeatureChoice } from './feature-gates.ts'
import type { ControllerOptions } from './start-parts.ts'

/** The parts of a cluster that a thread runs. */
export interface ThreadOrder {
  readonly controller: boolean
  readonly mutant?: string
  /** As of `startNodes`. */
  readonly spareNode?: string
  readonly choice?: FeatureChoice
  /** As of `startCluster`. */
  readonly tls?: boolean
  readonly port?: number
  /** A kind of which the cluster knows nothing yet: its controller waits until the control endpoint starts it. */
  readonly resource?: NonNullable<ControllerOptions['resource']>
}

/** The message of the thread when everything has started. */
export interface ThreadAnswer {
  readonly kubeconfig: string
  readonly url: string
  readonly token: string
  readonly ca: string | undefined
  readonly control: ControlAddress
  readonly resolver: Resolver | undefined
}

let cluster: ControlledCluster | undefined
// An error ends the thread, which its owner is told of.
parentPort?.on('message', async (order: ThreadOrder | 'stop') => {
  await cluster?.stop()
  cluster = order === 'stop' ? undefined : await startControlledCluster(order)
  parentPort?.postMessage(cluster ? answerOf(cluster) : 'stopped')
})

function answerOf({ kubeconfig, url, token, ca, control, resolver }: ControlledCluster): ThreadAnswer {
  return { kubeconfig, url, token, ca, control, resolver }
}

import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stretched, waits } from '../../patience/index.ts'
import { ownedFolder, removeFolder } from '../control-plane/owned-folder.ts'
import { NameTaken } from './failures.ts'
import type { ClusterOrder, Kind } from './index.ts'
import { forgetCluster, leftClusters, recordCluster } from './left-clusters.ts'

/** A cluster for one run. */
export interface Lease {
  readonly name: string
  /** True if this run has made it; one that was there before is used and left. */
  readonly made: boolean
  /** YAML, complete in itself. */
  readonly kubeconfig: string
  /** The same in a file that only this user can read, and that is removed with the lease. */
  readonly kubeconfigFile: string
  /** Gives the cluster back: deletes it if this run has made it and it is not to be kept. May be repeated. */
  release(): Promise<void>
  /** True if SIGINT and SIGTERM delete the cluster and end the process; not where it stays: there is more to do. */
  readonly temporary: boolean
}

export interface LeaseOptions {
  readonly order: ClusterOrder
  /** Leaves the cluster to the user. */
  readonly keep: boolean
  /** The folder for the logs of nodes that do not become a cluster. */
  readonly logs: string
  readonly progress: (line: string) => void
}

/**
 * Makes the cluster or takes the one of that name. SIGINT and SIGTERM delete what is being made and end the process;
 * so they do until the release of a cluster that is not to stay.
 */
export async function lease(kind: Kind, options: LeaseOptions): Promise<Lease> {
  const { order, keep, logs, progress } = options
  await deleteLeftClusters(kind, progress)
  const folder = await ownedFolder(tmpdir(), 'statefulset-conformance-kind-')
  const file = join(folder, 'kubeconfig')
  const interrupted = new AbortController()
  const state = { made: false, recorded: false, complete: false, making: Promise.resolve(false) }

  async function giveBack(): Promise<void> {
    await state.making.catch(() => {})
    if (state.made && keep && state.complete)
      progress(
        `cluster ${order.name} is kept: --cluster ${order.name} uses it again, \`kind delete cluster --name ${order.name}\` deletes it`,
      )
    else if (state.made) {
      progress(`deleting cluster ${order.name}`)
      await kind.delete(order.name, file)
      // The engine may still carry out the request of a program that has ended.
      if (!state.complete) while ((await kind.nodes(order.name)).length > 0) await kind.delete(order.name, file)
    }
    if (state.recorded) await forgetCluster(order.name, process.env)
    await removeFolder(folder)
    ignoreSignals()
  }
  let released: Promise<void> | undefined
  const release = () => {
    released ??= giveBack()
    return released
  }
  // npm repeats the terminal's signals to its children: a second one must not end the process before the cluster is gone.
  function onSignal(signal: NodeJS.Signals): void {
    interrupted.abort(new Error(`stopped by ${signal}`))
    // No other code does: the run itself is being interrupted.
    const say = ({ message }: Error) => console.error(`${message}\nThe next run tries again.`)
    void release()
      .then(undefined, say)
      .finally(() => process.exit(3))
  }
  for (const signal of signals) process.on(signal, onSignal)
  const ignoreSignals = () => {
    for (const signal of signals) process.off(signal, onSignal)
  }

  try {
    state.made = !(await kind.clusters()).includes(order.name)
    state.recorded = state.made && (await recordCluster(order.name, process.env))
    const readyWithinMs = stretched(waits.clusterReady.ms)
    state.making = kind.create(order, { privateFile: file, readyWithinMs, signal: interrupted.signal })
    state.making.catch((error) => {
      if (error instanceof NameTaken) state.made = false
    })
    // Another run may have made it since the clusters were listed: it is that run's to delete.
    state.made = await state.making
    state.complete = true
    const kubeconfig = await kind.kubeconfig(order.name)
    await writeFile(file, kubeconfig, { mode: 0o600 })
    const temporary = state.made && !keep
    if (!temporary) ignoreSignals()
    return { temporary, name: order.name, made: state.made, kubeconfig, kubeconfigFile: file, release }
  } catch (error) {
    if (state.made && !interrupted.signal.aborted && (await kind.nodes(order.name).catch(() => [])).length > 0)
      await kind.exportLogs(order.name, logs).then(
        () => progress(`logs of the nodes are in ${logs}`),
        (failure: Error) => progress(failure.message),
      )
    await release()
    throw error
  }
}

const signals = ['SIGINT', 'SIGTERM'] as const

async function deleteLeftClusters(kind: Kind, progress: (line: string) => void): Promise<void> {
  const existing = await kind.clusters()
  for (const name of await leftClusters(process.env)) {
    if (existing.includes(name)) {
      progress(`deleting cluster ${name}, whose run was killed`)
      const privateFile = join(tmpdir(), `statefulset-conformance-${process.pid}.kubeconfig`)
      const failure = await kind.delete(name, privateFile).catch((error: Error) => error)
      // It is in nobody's way but that of memory: this run has another name.
      if (failure) progress(failure.message)
      if (failure) continue
    }
    await forgetCluster(name, process.env)
  }
}

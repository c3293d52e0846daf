/**
 * kind, for programs: clusters of containers, ordered, used and given back through the `kind` executable.
 *
 * kind has no client library outside Go, so this is one. Every operation may be repeated: creating makes sure that the
 * cluster is there, deleting that it is not. Nothing here reads or writes the user's kubeconfig. Whatever kind prints
 * while it works becomes a line of progress, and its output on failure becomes an error that states what was
 * expected, what was found and what to do (failures.ts). docker, nerdctl and podman serve alike: kind chooses, or
 * KIND_EXPERIMENTAL_PROVIDER does (engine.ts).
 *
 * The contract tests drive it against a stub executable that plays kind; against the real one it is driven by
 * `certify --target kind`.
 */

import { type ClusterOrder, clusterConfig } from './config.ts'
import { type Engine, findEngine } from './engine.ts'
import { explainFailure } from './failures.ts'
import { runKind } from './run.ts'

export { type ClusterOrder, withoutStatefulSetController } from './config.ts'
export { checkMemory, type Engine, type EngineName } from './engine.ts'

/** The options of kind. */
export interface KindSetting {
  readonly progress: (line: string) => void
  readonly env?: NodeJS.ProcessEnv
}

/** A kind executable and the engine that it uses. */
export interface Kind {
  readonly engine: Engine
  /** Such as `kind v0.33.0 go1.26.8 linux/amd64`. */
  readonly version: string
  clusters(): Promise<string[]>
  /** Names of the containers that are the nodes of a cluster; none where there is no such cluster. */
  nodes(cluster: string): Promise<string[]>
  /**
   * Makes the cluster unless it exists. A cluster that fails to come up is kept, so that its logs can be exported:
   * delete it then. An aborted creation may leave nodes too.
   * @returns whether it was made now
   */
  create(order: ClusterOrder, options: CreateOptions): Promise<boolean>
  /** YAML, complete in itself. */
  kubeconfig(cluster: string): Promise<string>
  /** Puts the images of an archive (as of `docker save`) on every node. */
  loadImageArchive(cluster: string, archive: string): Promise<void>
  /** Writes what nodes and Pods have logged into a folder. */
  exportLogs(cluster: string, folder: string): Promise<void>
  /** Deletes the cluster if it exists, half-made ones too. */
  delete(cluster: string, privateFile: string): Promise<void>
}

export interface CreateOptions {
  /** kind always writes a kubeconfig somewhere, and locks the file: this one, not the user's. */
  readonly privateFile: string
  /** The time to wait until the control plane is ready. */
  readonly readyWithinMs: number
  readonly signal?: AbortSignal
}

/** Finds kind and its engine. @throws Error that names the one that is missing or does not respond. */
export async function findKind({ progress, env = process.env }: KindSetting): Promise<Kind> {
  const version = (await runKind({ args: ['version'], operation: 'no cluster can be made', engine: 'docker', env }))
    .stdout
  const engine = await findEngine(env)
  const run = (operation: string, args: string[], more: Partial<Parameters<typeof runKind>[0]> = {}) =>
    runKind({ args, operation, engine: engine.name, env, progress, ...more })
  const lines = async (operation: string, args: string[]) =>
    (await run(operation, args, { progress: () => {} })).stdout.split('\n').filter(Boolean)
  const clusters = () => lines('kind’s clusters cannot be listed', ['get', 'clusters'])

  const known = { engine: engine.name }
  const kind: Kind = {
    engine,
    version,
    clusters,
    nodes: (cluster) => lines(`the nodes of ${cluster} cannot be listed`, ['get', 'nodes', '--name', cluster]),
    async create(order, { privateFile, readyWithinMs, signal }) {
      if ((await clusters()).includes(order.name)) return false
      const image = order.image ? ['--image', order.image] : []
      const files = ['--config', '-', '--kubeconfig', privateFile]
      const wait = ['--retain', '--wait', `${readyWithinMs}ms`]
      await run(
        `cluster ${order.name} could not be made`,
        ['create', 'cluster', '--name', order.name, ...image, ...files, ...wait],
        { input: clusterConfig(order), ...(order.image && { image: order.image }), ...(signal && { signal }) },
      )
      return true
    },
    async kubeconfig(cluster) {
      const operation = `there is no kubeconfig of ${cluster}`
      return (await run(operation, ['get', 'kubeconfig', '--name', cluster], { progress: () => {} })).stdout
    },
    async loadImageArchive(cluster, archive) {
      // kind silently ignores a cluster without nodes.
      if ((await kind.nodes(cluster)).length === 0)
        throw explainFailure(`no image can be loaded into ${cluster}`, 'could not locate any control plane', known)
      await run(`${archive} could not be loaded into ${cluster}`, ['load', 'image-archive', archive, '--name', cluster])
    },
    async exportLogs(cluster, folder) {
      await run(`the logs of ${cluster} could not be exported`, ['export', 'logs', folder, '--name', cluster])
    },
    async delete(cluster, privateFile) {
      const files = ['--kubeconfig', privateFile]
      await run(`cluster ${cluster} could not be deleted`, ['delete', 'cluster', '--name', cluster, ...files])
    },
  }
  return kind
}

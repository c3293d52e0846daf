import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { findBinaries, startDelayProxy } from './control-plane/index.ts'
import { pinnedControlPlanes } from './control-plane/pinned.ts'
import type { Target } from './target.ts'

interface Where {
  readonly assets?: string
  /** The version of the cluster, such as 1.37 or 1.35.4: kubectl compares and prints in the way of its own version. */
  readonly kubernetes?: string
  readonly env?: NodeJS.ProcessEnv
}

/** The path of the kubectl that was built or given with the control plane, else of that of the PATH. */
export async function findKubectl({ assets, kubernetes, env = process.env }: Where = {}): Promise<string | undefined> {
  const version = pinnedControlPlanes().find((pinned) => `${kubernetes}.`.startsWith(`${pinned}.`))
  const built = await findBinaries({ env, ...(assets && { assets }), ...(version && { version }) }).catch(
    () => undefined,
  )
  if (built?.kubectl) return built.kubectl
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean)
  for (const folder of folders) {
    const program = join(folder, 'kubectl')
    const isThere = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isThere) return program
  }
  return undefined
}

/** The target with the kubectl of this machine, where there is one. */
export async function withKubectl(target: Target, where: Where = {}): Promise<Target> {
  const program = await findKubectl(where)
  if (program === undefined) return target
  const stops: (() => Promise<void>)[] = []
  const reached = async (kubeconfig: string, index: number) => {
    const connection = target.connections?.[index]
    if (!connection?.server.startsWith('http:')) return kubeconfig
    // kubectl sends no token over plain HTTP.
    const proxy = await startDelayProxy(connection, {})
    stops.push(proxy.stop)
    return proxy.kubeconfig
  }
  return {
    ...target,
    capabilities: [...target.capabilities, 'kubectl'],
    kubectl: { program, kubeconfigs: await Promise.all(target.kubeconfigs.map(reached)) },
    async stop() {
      await Promise.all(stops.map((stop) => stop()))
      await target.stop()
    },
  }
}

import { connectionOf, type Resource } from '../client/index.ts'
import { order } from './control.ts'
import { type DelayProxy, type Interference, isWatch, startDelayProxy } from './control-plane/index.ts'
import type { ControlAddress, Fault, Target } from './target.ts'

/**
 * The target with a fault between the suite and its API server; the controller under test is not touched.
 * - `cut-watches`: whenever the suite writes, all its watches break. Nothing is lost by that, so every verdict must
 *   be what it is without the fault.
 * - `restart-controller`: nothing between them; the controller is restarted before each step of each scenario, by which
 *   no verdict may change either.
 * - `lose-history`: once for each worker, when a workload is patched, all watches break and the server forgets what
 *   has changed. Nobody can know what was missed, so nothing may be judged: exit code 3.
 */
export async function withFault(target: Target, fault: Fault, { kind, progress }: Surroundings): Promise<Target> {
  if (fault === 'lose-history' && !target.capabilities.includes('forget'))
    throw new Error(
      `fault lose-history needs a target whose history may be dropped (capability forget), which ${target.name} is not: try --target reference or control-plane`,
    )
  if (fault === 'restart-controller') {
    if (target.capabilities.includes('controller-restart')) return target
    throw new Error(
      `fault restart-controller needs a target that restarts its controller, which ${target.name} does not`,
    )
  }
  const struck = { times: 0, watches: 0 }
  const proxies = await Promise.all(
    target.kubeconfigs.map(async (kubeconfig, at) => {
      const cut = () => {
        struck.times += 1
        struck.watches += proxy.cutWatches()
      }
      const connection = target.connections?.[at] ?? (await connectionOf(kubeconfig))
      const proxy: DelayProxy = await startDelayProxy(
        connection,
        interferences[fault](cut, { kind, control: target.controls[at] }),
      )
      return proxy
    }),
  )
  return {
    ...target,
    kubeconfigs: proxies.map(({ kubeconfig }) => kubeconfig),
    connections: proxies.map(({ connection }) => connection),
    provenance: { ...target.provenance, fault },
    async stop() {
      progress(`fault ${fault} struck ${struck.times} times and broke ${struck.watches} watches`)
      await Promise.all(proxies.map((proxy) => proxy.stop()))
      await target.stop()
    },
  }
}

async function forget(control: ControlAddress): Promise<void> {
  const refusal = await order(control, '/history/forget')
  if (refusal) throw new Error(`the history of the target was to be forgotten, and it answered: ${refusal.message}`)
}

type Cut = () => void

interface Surroundings {
  /** The kind under certification. */
  readonly kind: Resource
  readonly progress: (line: string) => void
}

interface Struck {
  readonly kind: Resource
  readonly control: ControlAddress | undefined
}

const interferences: Record<Exclude<Fault, 'restart-controller'>, (cut: Cut, struck: Struck) => Interference> = {
  'cut-watches': (cut) => ({
    async answered(method) {
      if (method !== 'GET') cut()
    },
  }),
  'lose-history': (cut, { kind, control }) => {
    let forgotten: Promise<void> | undefined
    return {
      // A watch that came back before the server has forgotten would have lost nothing.
      hold: (_, path) => (isWatch(path) ? forgotten : undefined),
      answered(method, path) {
        if (forgotten || method !== 'PATCH' || !path.includes(`/${kind.plural}/`)) return undefined
        cut()
        forgotten = control && forget(control)
        return forgotten
      },
    }
  },
}

import { waits } from '../patience/index.ts'
import type { Target } from '../target/index.ts'
import { abandon } from '../world/abandon.ts'
import { exitCodes } from './errors.ts'
import { removeTraces } from './traces.ts'

/**
 * Told to stop (SIGINT, SIGTERM), a run ends at once: nothing more is created, what was created is removed within a
 * bounded time, and the exit code is that of a run without a verdict. Told twice, it goes without looking back.
 */
export function stopOnSignal(target: Target, run: string): { end(): void } {
  let told = false
  const stop = (signal: NodeJS.Signals) => {
    const later = `remove what is left: cleanup --run ${run}`
    if (told) {
      console.error(target.disposable ? 'stopped' : later)
      process.exit(exitCodes.harnessError)
    }
    told = true
    console.error(
      `${signal}: stopping${target.disposable ? '' : ' and removing what was created; once more to go at once'}`,
    )
    abandon(`it was told to stop by ${signal}`)
    void farewell(target, run)
      .catch((error: Error) => console.error(`${error.message}\n${later}`))
      .finally(() => process.exit(exitCodes.harnessError))
  }
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const signal of signals) process.on(signal, stop)
  return {
    end() {
      for (const signal of signals) process.off(signal, stop)
    },
  }
}

async function farewell(target: Target, run: string): Promise<void> {
  const [kubeconfig] = target.kubeconfigs
  if (!target.disposable && kubeconfig)
    await removeTraces(kubeconfig, { run, say: console.error, wait: waits.tracelessInHaste })
  await target.stop()
}

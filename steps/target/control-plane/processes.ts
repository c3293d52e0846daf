import { join } from 'node:path'
import type { Binaries, Program } from './binaries.ts'
import { type Child, findTether, startChild } from './child.ts'
import { recordChild } from './owned-folder.ts'

/** The programs of one control plane, which live and die together. */
export interface Processes {
  start(program: Program, flags: readonly string[]): Promise<Child>
  /** Aborted, with the Error, when a program ends that nobody stopped. */
  readonly died: AbortSignal
  stopAll(): Promise<void>
}

/** Prepares to start programs with their logs in `folder`. */
export async function processes(binaries: Binaries, folder: string): Promise<Processes> {
  const tether = await findTether()
  const children = new Set<Child>()
  const death = new AbortController()

  async function start(program: Program, args: readonly string[]): Promise<Child> {
    const child = startChild({
      name: program,
      file: binaries[program],
      args,
      log: join(folder, `${program}.log`),
      tether,
    })
    children.add(child)
    void child.ended.then((error) => {
      children.delete(child)
      if (error) death.abort(error)
    })
    if (child.pid !== undefined) await recordChild(folder, program, child.pid)
    return child
  }

  return {
    start,
    died: death.signal,
    stopAll: async () => void (await Promise.all([...children].map((child) => child.stop()))),
  }
}

import { join } from 'node:path'
import type { Binaries, Program } from './binaries.ts'
import { type Child, findTether, startChild } from './child.ts'
import { recordChild } from './owned-folder.ts'

/** The programs of one control plane, which live and die together. */
export interface Processes {
  start(program: Program, flags: readonly string[]): Promise<Child>
  /** Resolves when a program ends that nobody stopped; never otherwise. */
  readonly failed: Promise<Error>
  /** Aborted when one has failed or all are stopped: nothing more is worth waiting for. */
  readonly over: AbortSignal
  stopAll(): Promise<void>
}

/** Prepares to start programs with their logs in `folder`. */
export async function processes(binaries: Binaries, folder: string): Promise<Processes> {
  const tether = await findTether()
  const children = new Set<Child>()
  const over = new AbortController()
  const { promise: failed, resolve: fail } = Promise.withResolvers<Error>()

  async function start(program: Program, args: readonly string[]): Promise<Child> {
    over.signal.throwIfAborted()
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
      if (!error) return
      fail(error)
      over.abort(error)
    })
    if (child.pid !== undefined) await recordChild(folder, program, child.pid)
    return child
  }

  async function stopAll(): Promise<void> {
    over.abort(new Error('the control plane was stopped'))
    await Promise.all([...children].map((child) => child.stop()))
  }

  return { start, failed, over: over.signal, stopAll }
}

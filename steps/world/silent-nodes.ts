import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { HarnessError } from './errors.ts'

/** Words of command lines, in which `{node}` stands for the node's name. */
interface NodeFault {
  readonly lose: readonly string[]
  readonly restore: readonly string[]
}

/** Silences nodes, as a broken cable would, and brings each of them back, at the latest when the scenario ends. */
export class SilentNodes {
  readonly #fault: NodeFault | undefined
  readonly #silent = new Set<string>()

  constructor(fault: NodeFault | undefined) {
    this.#fault = fault
  }

  get names(): ReadonlySet<string> {
    return this.#silent
  }

  async lose(node: string): Promise<void> {
    this.#silent.add(node)
    await this.#run('lose', node)
  }

  async restore(node: string): Promise<void> {
    await this.#run('restore', node)
    this.#silent.delete(node)
  }

  async restoreAll(): Promise<void> {
    for (const node of [...this.#silent]) await this.restore(node)
  }

  async #run(what: keyof NodeFault, node: string): Promise<void> {
    const [file, ...words] = (this.#fault?.[what] ?? []).map((word) => word.replaceAll('{node}', node))
    if (!file) throw new HarnessError(`the target cannot ${what} a node: tag the scenario @needs-node-fault`)
    try {
      await promisify(execFile)(file, words)
    } catch (cause) {
      throw new HarnessError(`could not ${what} node ${node}: ${(cause as Error).message}`, { cause })
    }
  }
}

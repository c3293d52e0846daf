import type { Pod, Resource } from '../client/index.ts'
import type { Header, Trace } from '../observe/trace.ts'
import type { Actions } from './actions.ts'
import { HarnessError } from './errors.ts'
import type { Kubectl } from './kubectl.ts'
import { requestsOf, shellLine } from './kubectl-requests.ts'

interface Parts {
  readonly header: Header
  readonly trace: Trace
  readonly actions: Pick<Actions, 'record'>
  /** The kubectl of the worker, where there is one. */
  readonly kubectl: Kubectl | undefined
  readonly fillPlaceholders: (text: string) => string
}

const CORDONED: Readonly<Record<string, boolean>> = { cordon: true, drain: true, uncordon: false }

/** Only where the nodes are the suite's own: the capability drain says so. */
const ALL_NODES = ['uncordon', '--selector=kubernetes.io/os=linux']

/** The commands of kubectl that a scenario runs in its namespace, one after the other. */
export class KubectlCommands {
  readonly #parts: Parts
  #cordoned = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** True while nodes may be cordoned: a Pod for which no other node is left stays without one. */
  get cordoned(): boolean {
    return this.#cordoned
  }

  /** Runs a command to its end. @throws HarnessError where there is no kubectl */
  async run(line: string, input?: string): Promise<void> {
    const { header, trace, actions, fillPlaceholders } = this.#parts
    const args = this.#withNodes(fillPlaceholders(line)).split(' ')
    const command = { args, ...(input !== undefined && { input: fillPlaceholders(input) }) }
    const exists = ({ plural }: Resource, name: string) =>
      trace.objects(plural).some(({ metadata }) => metadata.name === name)
    for (const request of requestsOf(command, { kind: header.kind, exists }))
      actions.record({ ...request, command: shellLine(command) })
    this.#cordoned = CORDONED[args[0] ?? ''] ?? this.#cordoned
    const { code, out, err } = await this.#kubectl().run(header.namespace, command)
    trace.add({ kind: 'printed', code, text: out + err })
  }

  /** Lets the nodes take Pods again, if the scenario has not. */
  async uncordon(): Promise<void> {
    if (!this.#cordoned) return
    this.#cordoned = false
    const { code, err } = await this.#kubectl().run(this.#parts.header.namespace, { args: ALL_NODES })
    if (code !== 0) throw new HarnessError(`the nodes stay cordoned: kubectl ${ALL_NODES.join(' ')}: ${err}`)
  }

  #kubectl(): Kubectl {
    const { kubectl } = this.#parts
    if (!kubectl) throw new HarnessError('there is no kubectl: a scenario that runs it has the tag @needs-kubectl')
    return kubectl
  }

  /** `<node-of-web-0>` is the node of that Pod. */
  #withNodes(text: string): string {
    const pods = this.#parts.trace.objects('pods') as Pod[]
    return text.replace(/<node-of-([a-z0-9-]+)>/g, (_, name: string) => {
      const node = pods.find(({ metadata }) => metadata.name === name)?.spec.nodeName
      if (!node) throw new HarnessError(`Pod ${name} is on no node that kubectl could be told of`)
      return node
    })
  }
}

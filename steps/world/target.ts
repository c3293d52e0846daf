import type { Header } from '../observe/trace.ts'
import { pause } from '../patience/index.ts'
import type { Actions } from './actions.ts'
import type { TargetControl } from './target-control.ts'

interface Parts {
  readonly header: Header
  readonly actions: Actions
  readonly control: TargetControl
  /** Resolves when a controller that has just started has gone through all workloads that were there. */
  readonly caughtUp: () => Promise<unknown>
}

/** Requests of the controller under test, by their verb; `times`: only so many of them. */
export interface Requests {
  readonly verb: string
  readonly times?: number
}

/** What the API server does to a request: it refuses it, or answers late. */
export type Hindrance = { readonly status: { code: number; reason: string } } | { readonly delayMs: number }

/** The actions upon the target itself: its controller, its time, and what its API server answers the controller. */
export class Target {
  readonly #parts: Parts
  #stopped = false
  #refusing = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** True if the scenario has stopped the controller under test. */
  get stopped(): boolean {
    return this.#stopped
  }

  /** Lets seconds pass: at once where the target's clock can leap, else in real time. */
  async passTime(seconds: number): Promise<void> {
    const { header, actions, control } = this.#parts
    actions.record({ verb: 'order', resource: 'clock', name: 'pass', body: { seconds } })
    if (header.capabilities.includes('clock')) await control.leap(seconds)
    else await pause(seconds * 1000)
  }

  /** @param command the words of the step: `is stopped`, `is started` or `restarts` */
  async commandController(command: string): Promise<void> {
    const name = { 'is stopped': 'stop', 'is started': 'start', restarts: 'restart' }[command] ?? command
    const { actions, control, caughtUp } = this.#parts
    actions.record({ verb: 'order', resource: 'controller', name, body: { order: name } })
    if (name === 'stop') await control.stopController()
    else if (name === 'start') await control.startController()
    else await control.restartController()
    this.#stopped = name === 'stop'
    if (!this.#stopped) await caughtUp()
  }

  /** Refuses or delays requests of the controller in the scenario's namespace, until `endRefusals`. */
  async refuse(requests: Requests & { resource: string }, hindrance: Hindrance): Promise<void> {
    const { header, actions, control } = this.#parts
    const message = `the suite refuses to ${requests.verb} ${requests.resource}`
    const isRefused = 'status' in hindrance
    const body = { order: 'refuse', ...requests, ...(isRefused ? hindrance.status : hindrance) }
    actions.record({ verb: 'order', resource: 'refusals', name: 'refuse', body })
    this.#refusing = true
    const resource = requests.resource.replace(/^statefulsets\b/, header.kind.plural)
    const how = isRefused ? { status: { ...hindrance.status, message } } : hindrance
    await control.refuse([{ ...requests, resource, namespace: header.namespace, ...how }])
  }

  /** Lets the API server answer all requests of the controller again. */
  async endRefusals(): Promise<void> {
    this.#parts.actions.record({ verb: 'order', resource: 'refusals', name: 'accept', body: { order: 'accept' } })
    await this.#parts.control.refuse([])
    this.#refusing = false
  }

  /** Ends refusals and starts the controller, if a step has left them so. Nodes are reconnected by `Pods`. */
  async restore(): Promise<void> {
    const { control } = this.#parts
    if (this.#refusing) await control.refuse([])
    if (this.#stopped) await control.startController()
    this.#refusing = false
    this.#stopped = false
  }
}

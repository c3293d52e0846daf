import { request } from 'undici'
import type { Resolver } from '../resolver/index.ts'
import { HarnessError } from './errors.ts'

/** The address of the control endpoint of a worker's target. */
export interface ControlAddress {
  readonly url: string
  readonly token: string
}

/** A rule by which requests of the controller under test are refused or delayed. */
export interface Refusal {
  readonly verb: string
  readonly resource: string
  readonly namespace: string
  readonly status?: { readonly code: number; readonly reason: string; readonly message: string }
  readonly delayMs?: number
  readonly times?: number
}

/** How long to wait for rest, and within what time a due timer counts as work in progress; in milliseconds. */
export interface RestQuestion {
  readonly waitMs: number
  readonly dueWithinMs: number
}

/** The answer to `GET /rest`: whether anything more happens in the cluster unless someone acts or time passes. */
export interface Rest {
  readonly atRest: boolean
  /** The work in progress, if any. */
  readonly because?: string
  /** Timers that are due later. */
  readonly pending: readonly { readonly what: string; readonly dueInMs: number }[]
  /** The version of the store; at rest a bookmark of it was sent on every watch. */
  readonly revision: string
}

/**
 * The client of a target's control endpoint (README, Control of the target): what no Kubernetes API offers. Every request
 * throws a HarnessError if there is no endpoint or it refuses.
 */
export class TargetControl {
  readonly #address: ControlAddress | undefined

  constructor(address: ControlAddress | undefined) {
    this.#address = address
  }

  /** The DNS server of the cluster, if this machine can ask it. */
  async resolver(): Promise<Resolver | undefined> {
    if (!this.#address) return undefined
    const { capabilities } = (await this.#ask('GET', '/')) as { capabilities: { dns?: Resolver } }
    return capabilities.dns
  }

  restartController = (): Promise<void> => this.#order('POST', '/controller/restart')
  stopController = (): Promise<void> => this.#order('POST', '/controller/stop')
  startController = (): Promise<void> => this.#order('POST', '/controller/start')
  leap = (seconds: number): Promise<void> => this.#order('POST', '/clock/leap', { seconds })
  disconnectNode = (name: string): Promise<void> => this.#order('POST', `/nodes/${encodeURIComponent(name)}/disconnect`)
  returnNode = (name: string): Promise<void> => this.#order('POST', `/nodes/${encodeURIComponent(name)}/return`)
  refuse = (refusals: readonly Refusal[]): Promise<void> => this.#order('PUT', '/refusals', refusals)

  /** Answers when the cluster is at rest, at the latest after `waitMs`. */
  rest({ waitMs, dueWithinMs }: RestQuestion): Promise<Rest> {
    return this.#ask('GET', `/rest?waitMs=${Math.round(waitMs)}&dueWithinMs=${Math.ceil(dueWithinMs)}`) as Promise<Rest>
  }

  async #order(method: 'POST' | 'PUT', path: string, body?: unknown): Promise<void> {
    await this.#ask(method, path, body)
  }

  async #ask(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown> {
    if (!this.#address) throw new HarnessError(`the target has no control endpoint, so it cannot ${method} ${path}`)
    const { url, token } = this.#address
    const response = await request(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.body.text()
    if (response.statusCode >= 300)
      throw new HarnessError(`the target refused ${method} ${path}: ${response.statusCode} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
}

import {
  type Api,
  type Connection,
  connect,
  connectByKubeconfig,
  type KubeObject,
  type Resource,
  resources,
} from '../client/index.ts'
import type { Place } from '../observe/watcher.ts'
import { setTimeFactor, stretched, waits } from '../patience/index.ts'
import { tooSmall } from '../survey/index.ts'
import { abandoned, onAbandoned } from './abandon.ts'
import { availability } from './availability.ts'
import { Canary } from './canary.ts'
import { HarnessError } from './errors.ts'
import { RUN_LABEL, SCENARIO_LABEL } from './labels.ts'
import { trials } from './trials.ts'

/** What a run hands to its scenarios, as cucumber's world parameters: plain data, so that it reaches any worker. */
export interface SessionParameters {
  /** YAML texts, one for each worker. */
  readonly kubeconfigs: readonly string[]
  /** The same as plain data, where the suite has started the clusters: nothing needs to be read then. */
  readonly connections?: readonly Connection[]
  readonly kind: Resource
  /** What the workload's Pods run. */
  readonly image: string
  /** When claims of the default class are bound; undefined where there is no default class. */
  readonly volumeBinding?: 'Immediate' | 'WaitForFirstConsumer'
  /** How a node is silenced and brought back: words of a command line, with `{node}` for its name. */
  readonly nodeFault?: { readonly lose: readonly string[]; readonly restore: readonly string[] }
  readonly run: string
  readonly folder: string
  /** What the target can do, from the closed list of `@needs-…` tags without the prefix. */
  readonly capabilities: readonly string[]
  /** Why one of those that are missing is not there. */
  readonly lacking?: Readonly<Record<string, string>>
  readonly timeFactor: number
  /** Whether the cluster ends with the run: then its namespaces need not be deleted one by one. */
  readonly disposable: boolean
}

/** One connection to the cluster under test, shared by the scenarios of a process. */
export class Session {
  readonly api: Api
  readonly canary: Canary
  readonly parameters: SessionParameters
  /** Why scenarios with these tags can't be judged here, or undefined if they can. */
  readonly unavailable: (tags: readonly string[]) => Promise<string | undefined>
  /** Sent as User-Agent with every request; hooks set it to the scenario's address. */
  static asker = 'statefulset-conformance'
  /** Of the names of this worker's namespaces. */
  readonly #prefix: string
  #scenarios = 0

  private constructor(api: Api, canary: Canary, parameters: SessionParameters, prefix: string) {
    this.#prefix = prefix
    this.api = api
    this.canary = canary
    this.parameters = parameters
    const namespace = `${prefix}-canary`
    const tried = parameters.disposable ? {} : { trials: trials(api, namespace) }
    this.unavailable = availability({ ...parameters, api, namespace, ...tried })
  }

  /** @throws HarnessError when no controller answers. */
  static async open(parameters: SessionParameters): Promise<Session> {
    setTimeFactor(parameters.timeFactor)
    const worker = Number(process.env['CUCUMBER_WORKER_ID'] ?? 0)
    const kubeconfig = parameters.kubeconfigs[worker]
    if (!kubeconfig) throw new HarnessError(`worker ${worker} was given no cluster`)
    const ready = parameters.connections?.[worker]
    const options = { userAgent: () => Session.asker, answeredWithin: stretched(waits.requestAnswered.ms) }
    const api = ready ? connect(ready, options) : await connectByKubeconfig(kubeconfig, options)
    // Whoever is in the middle of something would go on creating things that nobody takes away.
    onAbandoned(() => void api.close())
    const prefix = `${parameters.run}-${worker}`
    const labels = { [RUN_LABEL]: parameters.run }
    let canary: Canary | undefined
    try {
      const place = await freshNamespace(api, `${prefix}-canary`, labels, parameters.capabilities)
      canary = await Canary.hatch(api, parameters, place)
      if (!parameters.disposable) await demandRoom(api, place.namespace)
      return new Session(api, canary, parameters, prefix)
    } catch (error) {
      // Nobody has a session to close: its watches would keep the process for as long as the cluster lasts.
      canary?.stop()
      await api.close()
      throw error
    }
  }

  /** A fresh namespace, labelled so that a later clean-up finds it. */
  async namespace(scenario: string): Promise<Place> {
    const lost = abandoned()
    if (lost) throw new HarnessError(`the run has ended early: ${lost}`)
    await this.canary.regain()
    const name = `${this.#prefix}-${++this.#scenarios}`
    const labels = { [RUN_LABEL]: this.parameters.run, [SCENARIO_LABEL]: scenario }
    return freshNamespace(this.api, name, labels, this.parameters.capabilities)
  }

  /** Whether somebody has taken a namespace away: then what happened in it was not the controller's doing. */
  async isTaken(name: string): Promise<boolean> {
    if (this.parameters.disposable) return false
    const query = `?fieldSelector=${encodeURIComponent(`metadata.name=${name}`)}`
    const { items } = await this.api.list<KubeObject>(resources.namespaces, undefined, query)
    return items[0] === undefined || items[0].metadata.deletionTimestamp !== undefined
  }

  async close(): Promise<void> {
    if (abandoned()) this.canary.stop()
    else await this.canary.leave()
    await this.api.close()
  }
}

/**
 * A namespace that was just made holds no quota, unless somebody puts one into each.
 * @throws HarnessError if what is there would refuse what scenarios create.
 */
async function demandRoom(api: Api, namespace: string): Promise<void> {
  const { items } = await api.list<KubeObject>(resources.quotas, namespace)
  for (const quota of items) {
    const short = tooSmall(quota)
    if (short.length === 0) continue
    throw new HarnessError(
      `every new namespace gets the quota ${quota.metadata.name}, which is too small for the suite: ${short.join('; ')}\nexempt namespaces with the label ${RUN_LABEL}`,
    )
  }
}

/** Where one store is behind all resources, the version of the namespace comes before all that happens in it. */
async function freshNamespace(
  api: Api,
  name: string,
  labels: Record<string, string>,
  capabilities: readonly string[],
): Promise<Place> {
  const manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
  const { metadata } = await api.create<KubeObject>(resources.namespaces, undefined, manifest)
  return { namespace: name, since: capabilities.includes('global-order') ? metadata.resourceVersion : undefined }
}

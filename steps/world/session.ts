import {
  type Api,
  type Connection,
  connect,
  connectByKubeconfig,
  type KubeObject,
  type Resource,
  resources,
  withFieldMaps,
} from '../client/index.ts'
import type { WatchScope } from '../observe/watcher.ts'
import { setTimeFactor, stretched, waits } from '../patience/index.ts'
import type { Resolver } from '../resolver/index.ts'
import { tooSmall } from '../survey/index.ts'
import { abortReason, onRunAborted } from './abort-run.ts'
import { applicability, type DeclaredFeatures } from './applicability.ts'
import { availability } from './availability.ts'
import { HarnessError } from './errors.ts'
import { type Kubectl, kubectlBy } from './kubectl.ts'
import { RUN_LABEL, SCENARIO_LABEL } from './labels.ts'
import { Sentinel } from './sentinel.ts'
import { requireManagers } from './status-managers.ts'
import { type ControlAddress, TargetControl } from './target-control.ts'
import { trials } from './trials.ts'

/** The parameters of a run for its scenarios, as cucumber's world parameters: plain data, so that it can be sent to a worker. */
export interface SessionParameters {
  /** YAML texts, one for each worker of cucumber. */
  readonly kubeconfigs: readonly string[]
  /** The control endpoint of the target, one for each worker; workers that share a controller share it. */
  readonly controls: readonly (ControlAddress | undefined)[]
  /** The same as plain data, where the suite has started the clusters: nothing needs to be read then. */
  readonly connections?: readonly Connection[]
  /** The kubectl of this machine, with a kubeconfig for each worker. */
  readonly kubectl?: { readonly program: string; readonly kubeconfigs: readonly string[] }
  /** The kind under certification. */
  readonly kind: Resource
  /** The field managers that are expected to write the status of workloads; any if left out. */
  readonly statusManagers?: readonly string[]
  /** What its target file declares of its features. */
  readonly features?: DeclaredFeatures
  /** The image of the workload's Pods. */
  readonly image: string
  /** The volume binding mode of the default class; undefined where there is no default class. */
  readonly volumeBinding?: 'Immediate' | 'WaitForFirstConsumer'
  /** `ask` probes the controller to find out whether the cluster has settled, also where the target knows it. */
  readonly settle?: 'ask'
  /** The name of the run: the prefix of its namespaces, and the value of their label. */
  readonly run: string
  /** The folder of the evidence. */
  readonly folder: string
  /** The capabilities of the target, from the closed list of `@needs-…` tags without the prefix. */
  readonly capabilities: readonly string[]
  /** For a missing capability, why it is missing. */
  readonly lacking?: Readonly<Record<string, string>>
  /** Multiplies every timeout. */
  readonly timeFactor: number
  /** Restarts the controller before each step of each scenario. */
  readonly restarts?: true
  /** True if the cluster ends with the run: then its namespaces need not be deleted one by one. */
  readonly disposable: boolean
}

/** A workload of the suite's own, and who writes its status. */
interface Witness {
  readonly sentinel: Sentinel
  readonly statusManagers: readonly string[]
}

/** True if two workers act on the same controller; a cluster of its own has a control endpoint of its own. */
export function sharesCluster({ kubeconfigs, controls }: Pick<SessionParameters, 'kubeconfigs' | 'controls'>): boolean {
  const own = new Set(controls.flatMap((control) => control?.url ?? []))
  return own.size < kubeconfigs.length
}

/** One connection to the cluster under test, shared by the scenarios of a process. */
export class Session {
  readonly api: Api
  readonly sentinel: Sentinel
  readonly parameters: SessionParameters
  /** Who writes the status of workloads, by field manager. */
  readonly statusManagers: readonly string[]
  /** Returns why a scenario is not applicable, undefined if it is. */
  readonly unavailable: ReturnType<typeof applicability>
  /** Sent as User-Agent with every request; hooks set it to the scenario's address. */
  static userAgent = 'statefulset-conformance'
  /** The control endpoint of this worker's target, if it has one. */
  readonly control: ControlAddress | undefined
  /** The DNS server of the cluster, if this machine can ask it. */
  readonly resolver: Promise<Resolver | undefined>
  /** The kubectl of this worker, where there is one. */
  readonly kubectl: Kubectl | undefined
  /** True if `settle` asks the target (`GET /rest`) instead of probing the controller. */
  readonly asksTarget: boolean
  /** True if the controller once left a generation unreported. */
  readonly generations = { silent: false }
  /** True if the cluster once did not settle within `waits.comesToRest`. */
  readonly restless = { proven: false }
  /** The prefix of the names of this worker's namespaces. */
  readonly #prefix: string
  #scenarios = 0

  private constructor(api: Api, { sentinel, statusManagers }: Witness, parameters: SessionParameters, prefix: string) {
    this.#prefix = prefix
    this.statusManagers = statusManagers
    this.api = api
    this.sentinel = sentinel
    this.parameters = parameters
    this.control = parameters.controls[workerId()]
    this.resolver = new TargetControl(this.control).resolver()
    const { kubectl: { program, kubeconfigs = [] } = {} } = parameters
    this.kubectl = program === undefined ? undefined : kubectlBy(program, kubeconfigs[workerId()] ?? '')
    this.asksTarget = parameters.settle !== 'ask' && parameters.capabilities.includes('rest')
    const namespace = `${prefix}-sentinel`
    const tried = parameters.disposable ? {} : { trials: trials(api, namespace) }
    this.unavailable = applicability(parameters, availability({ ...parameters, api, namespace, ...tried }))
  }

  /** @throws HarnessError when no controller answers. */
  static async open(parameters: SessionParameters): Promise<Session> {
    setTimeFactor(parameters.timeFactor)
    const worker = workerId()
    const kubeconfig = parameters.kubeconfigs[worker]
    if (!kubeconfig) throw new HarnessError(`worker ${worker} was given no cluster`)
    const ready = parameters.connections?.[worker]
    const options = { userAgent: () => Session.userAgent, answeredWithin: stretched(waits.requestAnswered.ms) }
    const connected = ready ? connect(ready, options) : await connectByKubeconfig(kubeconfig, options)
    const api = withFieldMaps(connected, parameters.kind)
    // A scenario in progress would go on creating objects that are never removed.
    onRunAborted(() => void api.close())
    const prefix = `${parameters.run}-${worker}`
    const labels = { [RUN_LABEL]: parameters.run }
    let sentinel: Sentinel | undefined
    try {
      const scope = await freshNamespace(api, `${prefix}-sentinel`, labels, parameters.capabilities)
      sentinel = await Sentinel.start(api, parameters, scope)
      if (!parameters.disposable) await requireSufficientQuota(api, scope.namespace, parameters.kind)
      const statusManagers = await sentinel.statusManagers()
      requireManagers(statusManagers, parameters)
      return new Session(api, { sentinel, statusManagers }, parameters, prefix)
    } catch (error) {
      // Nobody has a session to close: its watches would keep the process for as long as the cluster lasts.
      sentinel?.stop()
      await api.close()
      throw error
    }
  }

  /** A fresh namespace, labelled with the example so that a later clean-up finds it. */
  async namespace(example: string): Promise<WatchScope> {
    const lost = abortReason()
    if (lost) throw new HarnessError(`the run has ended early: ${lost}`)
    await this.sentinel.restart()
    const name = `${this.#prefix}-${++this.#scenarios}`
    const labels = { [RUN_LABEL]: this.parameters.run, [SCENARIO_LABEL]: labelOf(example) }
    return freshNamespace(this.api, name, labels, this.parameters.capabilities)
  }

  /** True if somebody has deleted a namespace of the run: then what happened in it was not the controller's doing. */
  async isNamespaceDeleted(name: string): Promise<boolean> {
    if (this.parameters.disposable) return false
    const query = `?fieldSelector=${encodeURIComponent(`metadata.name=${name}`)}`
    const { items } = await this.api.list<KubeObject>(resources.namespaces, undefined, query)
    return items[0] === undefined || items[0].metadata.deletionTimestamp !== undefined
  }

  /** Deletes the sentinel, unless the run was ended early, and closes the connections. */
  async close(): Promise<void> {
    if (abortReason()) this.sentinel.stop()
    else await this.sentinel.dispose()
    await this.kubectl?.close()
    await this.api.close()
  }
}

const workerId = (): number => Number(process.env['CUCUMBER_WORKER_ID'] ?? 0)

/**
 * @throws HarnessError if the cluster puts a ResourceQuota into each new namespace that is too small for the scenarios
 */
async function requireSufficientQuota(api: Api, namespace: string, kind: Resource): Promise<void> {
  const { items } = await api.list<KubeObject>(resources.quotas, namespace)
  for (const quota of items) {
    const short = tooSmall(quota, kind)
    if (short.length === 0) continue
    throw new HarnessError(
      `every new namespace gets the quota ${quota.metadata.name}, which is too small for the suite: ${short.join('; ')}\nexempt namespaces with the label ${RUN_LABEL}`,
    )
  }
}

/** With one store behind all resources, the version of the namespace precedes all events in it. */
async function freshNamespace(
  api: Api,
  name: string,
  labels: Record<string, string>,
  capabilities: readonly string[],
): Promise<WatchScope> {
  const manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
  const { metadata } = await api.create<KubeObject>(resources.namespaces, undefined, manifest)
  return { namespace: name, since: capabilities.includes('global-order') ? metadata.resourceVersion : undefined }
}

/** An address as a label value: at most 63 letters, digits and dashes (Kubernetes: Labels and Selectors, syntax). */
const labelOf = (address: string): string =>
  address
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(-63)
    .replace(/^-/, '')

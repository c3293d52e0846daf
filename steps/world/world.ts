import { type IWorldOptions, World } from '@cucumber/cucumber'
import type { Pickle, PickleStep } from '@cucumber/messages'
import { AssertionError } from 'chai'
import { type Resource, resources } from '../client/index.ts'
import { fullName, type NamedObjects } from '../judge/index.ts'
import { HistoryLost } from '../observe/await-trace.ts'
import type { RESOLVING_POD } from '../observe/facts/said.ts'
import { type Header, TRACE_VERSION, Trace } from '../observe/trace.ts'
import { monotonic } from '../patience/index.ts'
import { Actions } from './actions.ts'
import { addressOf, exemptOf, guaranteesOf } from './address.ts'
import { ContainerOutput } from './container-output.ts'
import { DnsQuestions } from './dns-questions.ts'
import { endNamespace } from './end-namespace.ts'
import { Expectations } from './expectations.ts'
import { KubectlCommands } from './kubectl-commands.ts'
import { HOLD_FINALIZER, marks } from './labels.ts'
import { Objects } from './objects.ts'
import { Observation } from './observation.ts'
import { otherNamespace, withNames } from './placeholders.ts'
import { PodDriver } from './pod-driver.ts'
import { Pods } from './pods.ts'
import type { Session } from './session.ts'
import { Target } from './target.ts'
import { TargetControl } from './target-control.ts'
import { Workloads } from './workloads.ts'

/**
 * The state of one scenario, and the only thing a step can reach. It has parts with one job each: what acts (workloads,
 * pods, objects, the target), what is seen, and what is expected.
 */
export class ConformanceWorld extends World {
  readonly trace: Trace
  header!: Header
  session!: Session
  workloads!: Workloads
  pods!: Pods
  objects!: Objects
  actions!: Actions
  control!: TargetControl
  driver!: PodDriver
  target!: Target
  observation!: Observation
  expectations!: Expectations
  /** The step that is being run. */
  step!: PickleStep
  #commands!: KubectlCommands
  #output!: ContainerOutput
  #questions!: DnsQuestions

  constructor(options: IWorldOptions) {
    super(options)
    const began = monotonic()
    this.trace = new Trace(() => monotonic() - began)
  }

  /** Sets the header of the trace: the inputs of the verdict besides the entries. */
  writeHeader({ parameters, statusManagers }: Session, pickle: Pickle, namespace: string): void {
    this.header = {
      version: TRACE_VERSION,
      run: parameters.run,
      example: addressOf(pickle),
      guarantees: guaranteesOf(pickle),
      exempt: [...exemptOf(pickle), ...Object.keys(parameters.features?.unsupported ?? {})],
      namespace,
      kind: parameters.kind,
      capabilities: parameters.capabilities,
      marks,
      ...(statusManagers.length > 0 && { statusManagers }),
    }
  }

  /** Creates a namespace and the parts of the World, and opens the watches before any step acts. */
  async enter(session: Session, pickle: Pickle): Promise<void> {
    this.session = session
    const { trace } = this
    const scope = await session.namespace(addressOf(pickle))
    this.writeHeader(session, pickle, scope.namespace)
    const { api, parameters } = session
    const { header } = this
    const [disconnectedNodes, namespace] = [new Set<string>(), scope.namespace]
    trace.add({ kind: 'action', own: true, verb: 'create', resource: 'namespaces', name: namespace })
    this.control = new TargetControl(session.control)
    this.driver = new PodDriver(api, namespace, trace)
    this.actions = new Actions(api, namespace, trace)
    const { control, driver, actions } = this
    const leaps = header.capabilities.includes('clock')
    const caughtUp = async () => (session.asksTarget ? undefined : session.sentinel.caughtUp())
    this.target = new Target({ header, actions, control, caughtUp })
    const { target } = this
    const { kubectl } = session
    const fillPlaceholders = (text: string) => this.fillPlaceholders(text)
    this.#commands = new KubectlCommands({ header, trace, actions, kubectl, fillPlaceholders })
    const nodes = { disconnectedNodes, commands: this.#commands }
    this.observation = new Observation({ session, header, trace, driver, control, target, ...nodes })
    const { observation } = this
    this.workloads = new Workloads(parameters, actions, observation)
    this.objects = new Objects(actions, parameters.kind, trace, parameters.run)
    this.pods = new Pods({ actions, driver, observation, control, trace, leaps }, disconnectedNodes)
    const { image } = parameters
    const output = new ContainerOutput(api, trace, { namespace, otherNamespace: otherNamespace(namespace), image })
    this.#output = output
    const resolver = await session.resolver
    this.#questions = new DnsQuestions({ trace, resolver, askInPod: (...asked) => output.ask(...asked) })
    this.expectations = new Expectations(
      {
        header,
        trace,
        observation,
        fillPlaceholders,
        prepare: (...matched) => this.#prepare(...matched),
        dnsCaches: resolver === undefined,
      },
      pickle,
    )
    await observation.begin(
      scope,
      pickle.tags.map(({ name }) => name),
    )
  }

  /**
   * Waits until the cluster has settled before the next step.
   * @throws AssertionError if it does not settle: the controller has not brought about the state that the steps ask for
   */
  async settle(): Promise<void> {
    const rests = await this.observation.settled({ or: this.expectations.cannotPass() })
    if (rests) return
    const last = this.trace.entries.findLast((entry) => entry.kind === 'settled')
    throw new AssertionError(`the state that the steps ask for was not reached: ${last?.how}`)
  }

  /** Runs kubectl in the namespace of the scenario, to its end; `input` is its standard input. */
  async kubectl(line: string, input?: string): Promise<void> {
    await this.#commands.run(line, input)
  }

  /** Stops repeating the DNS questions of the step. */
  stepEnds(): void {
    this.#questions.stop()
  }

  /** Replaces placeholders in the text of a feature: `<image>`, `<namespace>` and the like. */
  fillPlaceholders(text: string): string {
    return withNames(text, { image: this.session.parameters.image, namespace: this.header.namespace })
  }

  /** Records a harness error. Lost history needs none: the trace has its gap. */
  failed(error: unknown): void {
    if (error instanceof HistoryLost) return
    const { name, message } = error as Error
    this.trace.add({ kind: 'harness-error', message: name === 'HarnessError' ? message : `${name}: ${message}` })
  }

  /**
   * Stops watching, restores the target, and deletes the namespace. On a disposable cluster that has settled the namespace
   * stays; where the controller may still be at work, it would disturb later scenarios.
   */
  async leave(): Promise<void> {
    const { session, header, observation, driver, objects } = this
    this.stepEnds()
    this.#output.stop()
    await this.pods.returnAllNodes()
    const wasStopped = this.target.stopped
    await this.target.restore()
    await this.#commands.uncordon()
    observation.end()
    // What the controller writes when it goes on is no part of the scenario.
    if (wasStopped && !session.asksTarget) await session.sentinel.caughtUp()
    if (session.parameters.disposable && observation.isSettled) return
    const held = (resource: Resource) =>
      observation.objects(resource).filter(({ metadata }) => metadata.finalizers?.includes(HOLD_FINALIZER))
    await Promise.all(held(resources.pods).map(({ metadata }) => driver.removeFinalizer(metadata.name)))
    const others = [resources.claims, header.kind].flatMap((resource) =>
      held(resource).map(({ metadata }) => this.#removeFinalizers(resource, metadata.name)),
    )
    await Promise.all(others)
    const workloads = observation.objects(header.kind).map(({ metadata }) => metadata.name)
    await endNamespace(session.api, header.namespace, header.kind, workloads)
    for (const name of objects.namespaces) await endNamespace(session.api, name, header.kind, [])
  }

  #removeFinalizers(resource: Resource, name: string): Promise<unknown> {
    const ref = { resource, namespace: this.header.namespace, name }
    return this.session.api.patch(ref, 'merge', { metadata: { finalizers: null } })
  }

  async #prepare(phrase: string, [first, , third]: readonly unknown[]): Promise<void> {
    const name = fullName(String(first), this.header.namespace)
    if (phrase.startsWith('DNS name')) await this.#questions.ask(name, ['A', 'AAAA'])
    if (phrase.startsWith('SRV name')) await this.#questions.ask(name, ['SRV'])
    if (phrase.startsWith('short name')) await this.#output.resolve(String(first), third as keyof typeof RESOLVING_POD)
    if (phrase.includes('predecessors wrote')) await this.#output.follow((first as NamedObjects).names)
  }
}

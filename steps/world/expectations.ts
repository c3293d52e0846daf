import type { Pickle, PickleStep } from '@cucumber/messages'
import { PickleStepType } from '@cucumber/messages'
import { AssertionError } from 'chai'
import {
  brokenInvariants,
  type Expectation,
  type ExpectationState,
  expectations,
  startingState,
  stateOf,
} from '../judge/index.ts'
import { awaitTrace, HistoryLost } from '../observe/await-trace.ts'
import { wasRefused } from '../observe/facts/events.ts'
import type { EntryOf, Header, Judged, Trace, TraceEntry } from '../observe/trace.ts'
import { monotonic, pause, quiet, stretched, type Wait, waits } from '../patience/index.ts'
import { HarnessError } from './errors.ts'
import type { Observation } from './observation.ts'
import { stepMatcher } from './phrases.ts'

interface Parts {
  readonly header: Header
  readonly trace: Trace
  readonly observation: Observation
  /** Replaces placeholders such as `<image>`. */
  readonly fillPlaceholders: (text: string) => string
  /** The observation that an expectation needs, by its phrase. */
  readonly prepare: (phrase: string, args: readonly unknown[]) => Promise<void>
  /** True if the cluster's DNS may answer what was true some time ago. */
  readonly dnsCaches: boolean
}

/** The time between two checks of all invariants, in the time that one takes. */
const PAUSE_PER_CHECK = 10

const match = stepMatcher(Object.keys(expectations))

/**
 * The Thens of a scenario. When a window opens, all of its Thens are recorded as expectations; each is then judged in
 * order, as soon as it is decided and once more when the cluster has settled. The judge is a function of the trace: this
 * class only remembers which expectations have been judged.
 */
export class Expectations {
  readonly #parts: Parts
  readonly #steps: readonly PickleStep[]
  /** The `seq` of the expectation of a step, by the step's id. */
  readonly #recorded = new Map<string, number>()
  readonly #judged = new Set<number>()
  #isBroken = false

  constructor(parts: Parts, { steps }: Pick<Pickle, 'steps'>) {
    this.#parts = parts
    this.#steps = steps
  }

  /**
   * Opens the window of a When: what its Thens expect is recorded.
   * @throws AssertionError if the state that the Givens ask for was not reached: the When can't be staged
   */
  openWindow(step: PickleStep): void {
    const { trace, header } = this.#parts
    trace.add({ kind: 'window' })
    this.#record(this.#steps.indexOf(step))
    const last = trace.entries.findLast((entry) => entry.kind === 'step')
    const violation = last?.keyword === 'Given' ? startingState({ header, trace }) : undefined
    if (violation) throw failure(violation)
  }

  /**
   * Judges the expectation of a Then.
   * @throws AssertionError if it is broken, HarnessError if no phrase matches or the scenario is invalid
   */
  async judge(step: PickleStep): Promise<void> {
    if (!this.#recorded.has(step.id)) this.#record(this.#steps.indexOf(step) - 1)
    const expectation = this.#expectation(step)
    this.#judged.add(expectation.seq)
    const { phrase, args } = expectation
    if (expectations[phrase]?.within) return this.#judgeInTime(expectation)
    await this.#parts.prepare(phrase, args)
    const cannotPass = this.cannotPass()
    await this.#parts.observation.untilUnasked(() => this.#state(expectation).kind !== 'pending' || cannotPass())
    // A controller that was refused tries again in its own time: where that can't leap, it may be asked first.
    const open = this.#state(expectation).kind === 'pending'
    if (!open) this.#verdict(expectation, 'unasked')
    else if (this.#parts.observation.leaps || !this.#wasRefused()) this.#verdict(expectation, 'deadline')
    const rests = await this.#parts.observation.settled({ or: cannotPass })
    if (!rests && this.#state(expectation).kind === 'pending') await this.#parts.observation.requireRest()
    this.#verdict(expectation, rests ? 'settled' : 'deadline')
  }

  /** After a failed step: judges the Thens of this window that were not judged yet, after at most `waits.afterFailure`. */
  async judgeRemaining(): Promise<void> {
    const open = this.#parts.trace.entries
      .filter((entry) => entry.kind === 'expectation')
      .filter(({ seq, phrase }) => !this.#judged.has(seq) && !expectations[phrase]?.within)
    if (open.length === 0) return
    const rests = await this.#parts.observation.settled({ atMost: waits.afterFailure })
    for (const expectation of open) {
      const given = this.#state(expectation)
      if (!rests && given.kind === 'pending') continue
      this.#parts.trace.add({ kind: 'judged', expectation: expectation.seq, when: rests ? 'settled' : 'deadline' })
    }
  }

  /** Whether the trace already proves that something is broken, so that nobody need wait for rest. */
  readonly isBroken = (): boolean => {
    this.#isBroken ||= brokenInvariants(this.#parts).length > 0
    return this.#isBroken
  }

  /**
   * Whether, some time after now, something is broken already and the cluster still does not rest. The invariants look at
   * the whole trace, so it is asked the more rarely the longer that takes.
   */
  cannotPass(): () => boolean {
    let next = monotonic() + stretched(waits.afterFailure.ms)
    let isBroken = false
    return () => {
      const began = monotonic()
      if (isBroken || began < next) return isBroken
      isBroken = this.isBroken()
      const took = monotonic() - began
      next = monotonic() + Math.max(stretched(waits.afterFailure.ms), took * PAUSE_PER_CHECK)
      return isBroken
    }
  }

  /** For what other components than the controller do (events, DNS, kubelets): waits until it holds or its wait is over. */
  async #judgeInTime(expectation: EntryOf<'expectation'>): Promise<void> {
    const { trace, observation } = this.#parts
    const { within, thenQuiet } = expectations[expectation.phrase] ?? {}
    // Only now are the Pods there whose output is to be followed.
    const rests = await observation.settled()
    await this.#parts.prepare(expectation.phrase, expectation.args)
    const decided = () => this.#state(expectation).kind !== 'pending'
    await awaitTrace(trace, this.#waitFor(within), expectation.text, decided).catch((error: unknown) => {
      if (error instanceof HistoryLost) throw error
    })
    if (thenQuiet && !(rests && observation.isReportedAtRest)) await pause(stretched(quiet.withoutAnswer))
    this.#verdict(expectation, 'deadline')
  }

  #waitFor(within: Expectation['within'] = 'comesTrue'): Wait {
    const { observation, dnsCaches } = this.#parts
    // At rest the watches of the target have delivered every Event, and its DNS has seen every change: none is still to come.
    if (observation.isReportedAtRest && (within === 'eventArrives' || within === 'dnsFollows'))
      return waits.afterFailure
    return waits[within === 'dnsFollows' && !dnsCaches ? 'comesTrue' : within]
  }

  /** Of a busy controller the events that tell of a refusal come late: what the suite has ordered counts too. */
  #wasRefused(): boolean {
    const { trace, header } = this.#parts
    return trace.entries.some(ordersRefusals) || wasRefused(trace, header.kind.plural)
  }

  #state(expectation: EntryOf<'expectation'>): ExpectationState {
    return stateOf(this.#parts, expectation)
  }

  /** Records that it was judged, and fails the step unless it holds. */
  #verdict(expectation: EntryOf<'expectation'>, when: Judged['when']): void {
    const given = this.#state(expectation)
    this.#parts.trace.add({ kind: 'judged', expectation: expectation.seq, when })
    if (given.kind === 'invalid') throw new HarnessError(given.because)
    if (given.kind !== 'kept') throw failure(given)
  }

  #expectation({ id, text }: PickleStep): EntryOf<'expectation'> {
    const entry = this.#parts.trace.entries[this.#recorded.get(id) ?? -1]
    if (entry?.kind !== 'expectation') throw new HarnessError(`no phrase of the suite reads "${text}"`)
    return entry
  }

  /** Records the Thens that follow a step, up to the next step that is none, once the Whens in a row are over. */
  #record(index: number): void {
    const after = this.#steps.slice(index + 1)
    const first = after.findIndex(({ type }) => type === PickleStepType.OUTCOME)
    const rest = first < 0 ? [] : after.slice(first)
    const end = rest.findIndex(({ type }) => type !== PickleStepType.OUTCOME)
    for (const step of end < 0 ? rest : rest.slice(0, end)) {
      const matched = match(step)
      if (!matched) continue
      const args = matched.args.map((arg) => filled(arg, this.#parts.fillPlaceholders))
      const expectation = { kind: 'expectation', phrase: matched.phrase, args, text: step.text } as const
      this.#recorded.set(step.id, this.#parts.trace.add(expectation))
    }
  }
}

/** A docstring or table with names filled in; anything else as it is. */
function filled(arg: unknown, fill: (text: string) => string): unknown {
  if (typeof arg === 'string') return fill(arg)
  return Array.isArray(arg) ? arg.map((each) => filled(each, fill)) : arg
}

/** Whether it lets the API server refuse requests of the controller; one that answers late refuses none. */
const ordersRefusals = (entry: TraceEntry): boolean =>
  entry.kind === 'action' &&
  (entry.body as { code?: number } | undefined)?.code !== undefined &&
  entry.resource === 'refusals'

/** The error of a broken promise, with what was expected and seen for those who show differences. */
function failure({ because, expected, seen }: { because: string; expected?: unknown; seen?: unknown }): Error {
  const compared = expected === undefined && seen === undefined
  return new AssertionError(because, compared ? {} : { expected, actual: seen, showDiff: true })
}

import { awaitTrace, HistoryLost, requireHistory } from '../observe/await-trace.ts'
import { wasRefused } from '../observe/facts/events.ts'
import { inTransit } from '../observe/transit.ts'
import { monotonic, quiet, stretched, type Wait, waits } from '../patience/index.ts'
import { bumpGenerations, reportsGenerations } from './generations.ts'
import { NO_CLASS, NO_NODE } from './labels.ts'
import { newsSince, quietFor, unless } from './quiet.ts'
import type { Scene } from './scene.ts'
import type { Rest } from './target-control.ts'

interface Options {
  /** Ends the wait early: what is awaited has become pointless. */
  readonly or?: () => boolean
  readonly atMost?: Wait
}

/**
 * Waits until nothing more happens unless someone acts or time passes, and records how that is known.
 * @returns whether it rests; a controller that undoes its own work never does.
 */
export async function settle(scene: Scene, options: Options = {}): Promise<boolean> {
  const { trace } = scene
  const began = monotonic()
  // A controller that was refused tries again later and later; a change of its object makes it try at once.
  if (scene.rest && !scene.leap && !scene.stopped && wasRefused(trace, scene.header.kind.plural))
    await bumpGenerations(scene)
  const or = () => (options.or?.() ?? false) || scene.loop() !== undefined
  const { rests, how, moving } = await (scene.rest ? untilAtRest : untilAsked)(scene, { ...options, or })
  requireHistory(trace)
  const loop = rests ? undefined : scene.loop()
  if (rests) scene.restless.proven = false
  else if (monotonic() - began >= stretched(waits.comesToRest.ms)) scene.restless.proven = true
  trace.add({ kind: 'settled', rests, tookMs: Math.round(monotonic() - began), how: loop ?? how, moving })
  return rests
}

/** How long rest is waited for: all of its time once, and then only as long as after any failure. */
const patienceOf = ({ restless }: Scene, { atMost = waits.comesToRest }: Options = {}): number =>
  stretched(Math.min(atMost.ms, restless.proven ? waits.afterFailure.ms : atMost.ms))

/** Milliseconds of the cluster's time; on an API server that is well again the first retry succeeds. */
const RETRIED_WITHIN = 120_000

/** A timer that is due within so many milliseconds is work under way: the first back-off of a work queue takes five. */
const DUE_AT_ONCE = 100

interface Outcome {
  readonly rests: boolean
  readonly how: string
  readonly moving: readonly string[]
  /** Milliseconds until the next timer of a target that names them. */
  readonly dueInMs?: number
}

/**
 * Asks a target that knows: its work queues are empty, its watches have delivered, and only timers that it names are
 * pending. It counts once the trace holds everything up to the version that the target names, and the suite itself has
 * no patch under way.
 */
async function untilAtRest(scene: Scene, options: Options): Promise<Outcome> {
  const { or = () => false } = options
  const atMost = patienceOf(scene, options)
  const { trace, driver, rest } = scene
  const began = monotonic()
  let dueWithinMs = DUE_AT_ONCE
  for (let round = 1; ; round++) {
    requireHistory(trace)
    await driver.idle()
    const mark = trace.length
    const left = atMost - (monotonic() - began)
    const question = {
      waitMs: Math.max(0, Math.min(left, stretched(waits.restAnswered.ms))),
      dueWithinMs,
    }
    const answer = await unless(trace, or, (rest as NonNullable<typeof rest>)(question))
    if (answer === undefined) return { rests: false, how: 'what was awaited came first', moving: movingIn(scene) }
    const complete = !answer.atRest || (await scene.upTo(answer.revision))
    await driver.idle()
    const acted = trace.entries.slice(mark).some((entry) => entry.kind === 'action')
    // A node that ends a Pod in its own time is at work though only its timer is pending.
    const awaited = ({ what, dueInMs }: Rest['pending'][number]) => dueInMs <= left && concerns(scene, what)
    const soonest = movingIn(scene).length > 0 ? answer.pending.find(awaited) : undefined
    if (soonest) dueWithinMs = soonest.dueInMs
    else if (answer.atRest && complete && !acted) {
      const pending = answer.pending.map(({ what, dueInMs }) => `${what} in ${dueInMs} ms`)
      return {
        rests: true,
        how: [`the target is at rest, ${round} rounds`, ...pending].join('; '),
        moving: movingIn(scene),
        ...(answer.pending[0] && { dueInMs: answer.pending[0].dueInMs }),
      }
    }
    if (or() || left <= 0)
      return {
        rests: false,
        how: `the target is not at rest: ${answer.because ?? 'it goes on'}`,
        moving: movingIn(scene),
      }
  }
}

/**
 * Asks a controller of which nothing is known:
 * 1. nothing is under way by itself (Pods starting or ending, claims being bound);
 * 2. the sentinel has answered: the controller's caches hold everything up to now;
 * 3. the controller has reported the newest generation of our own object, after a change without effect: a sync that
 *    began after (2) has ended, and a sync sends its writes before it reports;
 * 4. the barrier has passed and no watch is broken: the trace holds all of it;
 * 5. a quiet period; and none of this brought anything new, else all over again.
 * If 2 or 3 gets no answer, the quiet period is longer.
 */
async function untilAsked(scene: Scene, options: Options): Promise<Outcome> {
  const { or = () => false } = options
  const atMost = patienceOf(scene, options)
  const { trace, header } = scene
  const began = monotonic()
  const over = () => or() || monotonic() - began >= atMost
  for (let round = 1; ; round++) {
    await quietFor(trace, header, { ms: quiet.beforeAsking, or: over })
    const moving = await untilNothingMoves(scene, or)
    const mark = trace.length
    const again = () => newsSince(trace, header, mark) && !over()
    const probed = !scene.stopped && (await scene.sentinel.probe())
    // A controller that is seen at work needs no question.
    if (again()) continue
    const reported = !scene.stopped && (await reportsGenerations(scene))
    await scene.driver.idle()
    if (again()) continue
    await scene.barrier.pass()
    await scene.reconnecting()
    await quietFor(trace, header, { ms: probed && reported ? quiet.afterAnswer : quiet.withoutAnswer, or: over })
    const rests = !newsSince(trace, header, mark) && !scene.reconnecting()
    if (!rests && !over()) continue
    const how = [
      `${round} rounds`,
      reported ? 'generation reported' : 'generation not reported, quiet only',
      ...(scene.stopped ? ['the controller is stopped'] : []),
      ...(probed || scene.stopped ? [] : ['the sentinel is not answered']),
    ]
    return { rests, how: how.join(', '), moving }
  }
}

/**
 * Waits, without asking the controller for anything, until `met()` holds or the controller has had its time: nothing
 * moves, the sentinel has answered, and nothing has come of it for as long as one waits for those who cannot be asked; or
 * it changes an object again and again.
 * @returns whether it holds
 */
export async function untilUnasked(scene: Scene, met: () => boolean): Promise<boolean> {
  if (met()) return true
  const or = () => met() || scene.loop() !== undefined
  if (!scene.rest) await untilQuiet(scene, or)
  else await untilRetried(scene, or, await untilAtRest(scene, { or }))
  return met()
}

/** A controller that was refused tries again later and later: where the clock leaps, its next tries come at once. */
async function untilRetried(scene: Scene, met: () => boolean, { dueInMs }: Outcome): Promise<void> {
  if (!scene.leap || !wasRefused(scene.trace, scene.header.kind.plural)) return
  let [due, passed] = [dueInMs, 0]
  while (!met() && due !== undefined && passed < RETRIED_WITHIN) {
    await scene.leap(due)
    passed += due
    due = (await untilAtRest(scene, { or: met })).dueInMs
  }
}

async function untilQuiet(scene: Scene, met: () => boolean): Promise<void> {
  const { trace, header, sentinel } = scene
  const began = monotonic()
  const over = () => met() || monotonic() - began >= patienceOf(scene)
  while (!over()) {
    await untilNothingMoves(scene, met)
    if (met()) return
    const mark = trace.length
    if (!scene.stopped) await sentinel.probe()
    if (met()) return
    await quietFor(trace, header, { ms: quiet.withoutAnswer, or: over })
    if (met()) return
    const reconnecting = scene.reconnecting()
    await scene.confirmed()
    if (!reconnecting && !newsSince(trace, header, mark)) return
  }
}

/** @returns what was still moving when the wait was over: a promise may be broken just so, which is for facts to judge. */
async function untilNothingMoves(scene: Scene, or: () => boolean): Promise<string[]> {
  const { trace, driver, header } = scene
  const wait = header.capabilities.includes('kubelet') ? waits.nodesAct : waits.transitEnds
  await driver.idle()
  try {
    await awaitTrace(trace, wait, 'nothing is under way', () => or() || movingIn(scene).length === 0)
  } catch (error) {
    if (error instanceof HistoryLost) throw error
  }
  return movingIn(scene)
}

/** False for a timer of another namespace: what an earlier scenario has left there may be in a long back-off. */
const concerns = ({ header }: Scene, what: string): boolean =>
  !what.includes('/') || what.includes(` ${header.namespace}/`)

const movingIn = ({ trace, header, volumeBinding, disconnectedNodes, cordoned }: Scene): string[] =>
  inTransit(trace, {
    disconnectedNodes,
    cordoned,
    boundAtOnce: volumeBinding === 'Immediate',
    gate: header.marks.gate,
    noNode: NO_NODE,
    noClass: NO_CLASS,
    marker: header.marks.label,
    workload: header.kind.plural,
  })

import { type Api, isGone, type KubeObject, type Resource } from '../client/index.ts'
import { awaitTrace, demandHistory, HistoryLost } from '../observe/await-trace.ts'
import type { Trace, TraceEntry } from '../observe/trace.ts'
import { inTransit } from '../observe/transit.ts'
import { alarm, monotonic, quiet, stretched, waits } from '../patience/index.ts'
import type { Canary } from './canary.ts'
import { HarnessError } from './errors.ts'
import type { Fence } from './fence.ts'
import type { Keeper } from './keeper.ts'
import { MARKER_LABEL, NO_CLASS, NO_NODE, READINESS_GATE } from './labels.ts'

export interface Scene {
  readonly api: Api
  readonly kind: Resource
  readonly volumeBinding: 'Immediate' | 'WaitForFirstConsumer' | undefined
  readonly silentNodes: ReadonlySet<string>
  /** Whether what starts and ends Pods are kubelets, which take their time. */
  readonly kubelets: boolean
  readonly namespace: string
  readonly trace: Trace
  readonly keeper: Keeper
  readonly canary: Canary
  readonly fence: Fence
  /** While watches are broken, what they would tell is not in the trace: resolves when they are taken up again. */
  readonly broken: () => Promise<unknown> | undefined
  /** Resolves when no watch can have lost anything that the trace does not say. */
  readonly seenAll: () => Promise<void>
}

/**
 * Waits until nothing more happens unless someone acts, without knowing the controller:
 * 1. nothing is on its way by itself (Pods starting or ending, claims being bound);
 * 2. the canary has reacted: the controller's caches hold everything up to now;
 * 3. the controller has reported the newest generation of our own object, bumped by a harmless nudge: a sync that
 *    began after (2) has ended, and a sync issues its writes before it reports;
 * 4. the fence has passed and no watch is broken: the trace holds all of it;
 * 5. a quiet window; and none of this brought anything new, else all over again.
 * @returns whether it rests; a controller that undoes its own work never does.
 */
export async function settle(scene: Scene): Promise<boolean> {
  const { trace } = scene
  const began = monotonic()
  for (let round = 1; ; round++) {
    await silence(trace, quiet.beforeAsking)
    const moving = await untilNothingMoves(scene)
    const mark = trace.length
    const tired = () => monotonic() - began >= stretched(waits.comesToRest.ms)
    const again = () => newsSince(scene, mark) && !tired()
    await scene.canary.react()
    // Who is seen at work needs no nudge.
    if (again()) continue
    const answered = await nudge(scene)
    await scene.keeper.idle()
    if (again()) continue
    await scene.fence.pass()
    await scene.broken()
    await silence(trace, answered ? quiet.afterAnswer : quiet.withoutAnswer)
    const rests = !newsSince(scene, mark) && !scene.broken()
    if (!rests && !tired()) continue
    const how = [
      `${round} rounds`,
      answered ? 'controller answered' : 'quiet only',
      ...moving.map((what) => `though ${what}`),
      ...(rests ? [] : ['though it does not rest']),
    ]
    demandHistory(trace)
    trace.add({ kind: 'settled', tookMs: Math.round(monotonic() - began), how: how.join(', ') })
    return rests
  }
}

/**
 * Waits, without asking for anything, until `met()` holds or the controller has had its time: nothing moves, the canary
 * has reacted, and nothing has come of it for as long as one waits for those who cannot be asked.
 * @returns whether it holds
 */
export async function untilByItself(scene: Scene, met: () => boolean): Promise<boolean> {
  const { trace, canary } = scene
  const began = monotonic()
  while (!met() && monotonic() - began < stretched(waits.comesToRest.ms)) {
    await untilNothingMoves(scene, met)
    if (met()) break
    const mark = trace.length
    await canary.react()
    if (met()) break
    await silence(trace, quiet.withoutAnswer, met)
    if (met()) break
    const broken = scene.broken()
    await scene.seenAll()
    if (!broken && !newsSince(scene, mark)) break
  }
  return met()
}

const staging = ({ kind, volumeBinding, silentNodes }: Scene) => ({
  silentNodes,
  boundAtOnce: volumeBinding === 'Immediate',
  gate: READINESS_GATE,
  noNode: NO_NODE,
  noClass: NO_CLASS,
  marker: MARKER_LABEL,
  workload: kind.plural,
})

/** @returns what was still moving when patience ended: a promise may be broken just so, which is for facts to judge. */
async function untilNothingMoves(scene: Scene, or = () => false): Promise<string[]> {
  const { trace, keeper, kubelets } = scene
  const wait = kubelets ? waits.nodesAct : waits.transitEnds
  const moving = () => inTransit(trace, staging(scene))
  await keeper.idle()
  try {
    await awaitTrace(trace, wait, 'nothing is on its way', () => or() || moving().length === 0)
  } catch (error) {
    if (error instanceof HistoryLost) throw error
    if (or() || moving().length === 0) throw new HarnessError((error as Error).message, { cause: error })
  }
  return moving()
}

/**
 * Changes a field of each workload and changes it back, which has no consequence but a new generation.
 * @returns whether the controller has reported all of them.
 */
async function nudge({ api, kind, namespace, trace }: Scene): Promise<boolean> {
  const awaited = new Map<string, number>()
  for (const { metadata, spec } of trace.objects(kind.plural)) {
    if (metadata.deletionTimestamp) continue
    const limit = Number(spec?.['revisionHistoryLimit'] ?? 10)
    const set = (revisionHistoryLimit: number) =>
      api.patch({ resource: kind, namespace, name: metadata.name }, 'merge', {
        metadata: { uid: metadata.uid },
        spec: { revisionHistoryLimit },
      })
    try {
      await set(limit + 1)
      const nudged = await set(limit)
      awaited.set(metadata.uid, nudged.metadata.generation ?? 0)
    } catch (error) {
      if (!isGone(error)) throw error
      // It is gone, or another by now: a watch that was cut has yet to say so.
      awaited.set(metadata.uid, Number.POSITIVE_INFINITY)
    }
  }
  const current = (uid: string) => trace.objects(kind.plural).find(({ metadata }) => metadata.uid === uid)
  const reported = (workload: KubeObject | undefined) => Number(workload?.status?.['observedGeneration'] ?? 0)
  try {
    await awaitTrace(trace, waits.controllerAnswers, 'the controller reports the newest generation', () =>
      [...awaited].every(([uid, generation]) => !current(uid) || reported(current(uid)) >= generation),
    )
    return true
  } catch (error) {
    if (error instanceof HistoryLost) throw error
    return false
  }
}

/**
 * Resolves once the trace has not grown for `ms` milliseconds, or `or()` holds, or a trace that never stops growing has
 * had its time.
 */
export function silence(trace: Trace, ms: number, or = () => false): Promise<void> {
  return new Promise((resolve) => {
    let cancel = alarm(stretched(ms), end)
    const cancelLast = alarm(stretched(waits.comesToRest.ms), end)
    const unfollow = trace.follow(() => {
      if (or()) return end()
      cancel()
      cancel = alarm(stretched(ms), end)
    })
    function end() {
      unfollow()
      cancel()
      cancelLast()
      resolve()
    }
  })
}

/** Whether anything that matters has come since the trace had `mark` entries. */
const newsSince = (scene: Scene, mark: number): boolean =>
  scene.trace.entries.slice(mark).some((entry) => matters(entry, scene, mark))

/** Anything but the echoes of the suite's own nudge and fence. Events tell; they are not deeds. */
export function matters(entry: TraceEntry, { trace, kind }: Pick<Scene, 'trace' | 'kind'>, mark: number): boolean {
  if (entry.kind !== 'seen' || entry.resource === 'events' || entry.object.metadata.labels?.[MARKER_LABEL]) return false
  if (entry.resource !== kind.plural || entry.type !== 'MODIFIED') return true
  const before = trace.objects(kind.plural, mark).find(({ metadata }) => metadata.uid === entry.object.metadata.uid)
  return !before || echoless(before) !== echoless(entry.object)
}

function echoless({ metadata, spec, status }: KubeObject): string {
  const { resourceVersion: _, generation: __, ...rest } = metadata
  return JSON.stringify([rest, { ...spec, revisionHistoryLimit: 0 }, { ...status, observedGeneration: 0 }])
}

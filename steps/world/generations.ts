import { isGone, type KubeObject } from '../client/index.ts'
import { awaitTrace, HistoryLost } from '../observe/await-trace.ts'
import { waits } from '../patience/index.ts'
import type { Scene as Whole } from './scene.ts'

type Scene = Pick<Whole, 'api' | 'header' | 'trace' | 'generations'>

/**
 * Changes a field of each workload and changes it back, which has no effect but a new generation.
 * @returns the generation that observedGeneration must reach, by the workload's uid; infinite for one that is gone
 */
export async function bumpGenerations({
  api,
  header: { kind, namespace, marks },
  trace,
}: Scene): Promise<Map<string, number>> {
  const bumped = new Map<string, number>()
  for (const { metadata, spec } of trace.objects(kind.plural)) {
    if (metadata.deletionTimestamp) continue
    const value = Number(spec?.[marks.generationBump] ?? 10)
    const set = (next: number) =>
      api.patch<KubeObject>({ resource: kind, namespace, name: metadata.name }, 'merge', {
        metadata: { uid: metadata.uid },
        spec: { [marks.generationBump]: next },
      })
    try {
      await set(value + 1)
      bumped.set(metadata.uid, (await set(value)).metadata.generation ?? 0)
    } catch (error) {
      if (!isGone(error)) throw error
      // It is gone, or another by now: a watch that was cut has yet to say so.
      bumped.set(metadata.uid, Number.POSITIVE_INFINITY)
    }
  }
  return bumped
}

/** Whether the controller reports a new generation of every workload. */
export async function reportsGenerations(scene: Scene): Promise<boolean> {
  const { trace, header, generations } = scene
  const awaited = [...(await bumpGenerations(scene))]
  const current = (uid: string) => trace.objects(header.kind.plural).find(({ metadata }) => metadata.uid === uid)
  const reported = (workload: KubeObject) => Number(workload.status?.['observedGeneration'] ?? 0)
  const open = () =>
    awaited.flatMap(([uid, generation]) => {
      const workload = current(uid)
      return workload && reported(workload) < generation ? [workload] : []
    })
  if (generations.silent && open().some((workload) => reported(workload) === 0)) return false
  try {
    const what = 'the controller reports the newest generation'
    await awaitTrace(trace, waits.controllerAnswers, what, () => open().length === 0)
    return true
  } catch (error) {
    if (error instanceof HistoryLost) throw error
    generations.silent = true
    return false
  }
}

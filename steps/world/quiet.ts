import type { KubeObject } from '../client/index.ts'
import { observedKind } from '../observe/kinds.ts'
import type { Header, Trace, TraceEntry } from '../observe/trace.ts'
import { alarm, stretched, waits } from '../patience/index.ts'

type Subject = Pick<Header, 'kind' | 'marks'>

/**
 * Resolves once nothing that counts has come for `ms` milliseconds, or `or()` holds, or a trace that never stops growing
 * has had its time. Kinds that never rest do not count (kinds.ts), nor do the suite's own markers.
 */
export function quietFor(
  trace: Trace,
  subject: Subject,
  { ms, or = () => false }: { ms: number; or?: () => boolean },
): Promise<void> {
  return new Promise((resolve) => {
    let cancel = alarm(stretched(ms), end)
    const cancelLast = alarm(stretched(waits.comesToRest.ms), end)
    const unfollow = trace.follow((entry) => {
      if (or()) return end()
      if (entry.kind !== 'seen' || !counts(entry, subject)) return
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

/** The answer, or undefined as soon as `met()` holds: a target that never settles answers only at the end of its wait. */
export async function unless<T>(trace: Trace, met: () => boolean, answer: Promise<T>): Promise<T | undefined> {
  answer.catch(() => {})
  if (met()) return undefined
  let unfollow = () => {}
  const first = new Promise<undefined>((resolve) => {
    unfollow = trace.follow(() => met() && resolve(undefined))
  })
  try {
    return await Promise.race([answer, first])
  } finally {
    unfollow()
  }
}

/** Whether anything that matters has come since the trace had `mark` entries. */
export const newsSince = (trace: Trace, subject: Subject, mark: number): boolean =>
  trace.entries.slice(mark).some((entry) => matters(trace, subject, { entry, mark }))

/** Whether an entry counts, except for what the suite's own generation bumps change. */
export function matters(trace: Trace, subject: Subject, { entry, mark }: { entry: TraceEntry; mark: number }): boolean {
  if (entry.kind !== 'seen' || !counts(entry, subject)) return false
  if (entry.resource !== subject.kind.plural || entry.type !== 'MODIFIED') return true
  const before = trace
    .objects(subject.kind.plural, mark)
    .find(({ metadata }) => metadata.uid === entry.object.metadata.uid)
  return !before || apartFromBump(before, subject) !== apartFromBump(entry.object, subject)
}

/** Whether an entry shows work of the cluster: Events and nodes (`neverRests`) do not, nor do the suite's own markers. */
export const counts = (
  { resource, object }: { resource: string; object: KubeObject },
  { marks }: Pick<Subject, 'marks'>,
): boolean => !observedKind(resource)?.neverRests && !object.metadata.labels?.[marks.label]

function apartFromBump({ metadata, spec, status }: KubeObject, { marks }: Subject): string {
  const { resourceVersion: _, generation: __, ...rest } = metadata
  return JSON.stringify([rest, { ...spec, [marks.generationBump]: 0 }, { ...status, observedGeneration: 0 }])
}

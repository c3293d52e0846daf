import { refusedAs, type StatefulSet } from '../client/index.ts'
import { type Act, act } from '../statefulset/act/act.ts'
import type { SyncContext } from '../statefulset/act/sync-context.ts'

const FINALIZER = 'example.com/at-last'

export const isGoing = ({ metadata }: StatefulSet): boolean => metadata.deletionTimestamp !== undefined

export const finalizersOf = ({ metadata }: StatefulSet): string[] => metadata.finalizers ?? []

export function withFinalizers({ client, resource, set }: SyncContext, finalizers: string[]): Promise<unknown> {
  const { name, namespace, uid } = set.metadata
  const body = { metadata: { uid, finalizers } }
  return client.patch(resource, namespace, name, { type: 'merge', body }).catch((error: unknown) => {
    if (!refusedAs(error, 'NotFound', 'Invalid', 'Conflict')) throw error
  })
}

/** Puts the finalizer on sets; takes it off one that goes when `isDone`. */
export const finalizing =
  (isDone: (set: StatefulSet) => boolean): Act =>
  async (context, actions) => {
    await act(context, actions)
    const { set } = context
    const finalizers = finalizersOf(set)
    const isOn = finalizers.includes(FINALIZER)
    if (!isGoing(set) && !isOn) await withFinalizers(context, [...finalizers, FINALIZER])
    if (isGoing(set) && isOn && isDone(set)) {
      const others = finalizers.filter((finalizer) => finalizer !== FINALIZER)
      await withFinalizers(context, others)
    }
  }

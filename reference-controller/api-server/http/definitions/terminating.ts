import type { CustomResourceDefinition, KubeObject } from '../../resources/index.ts'
import { type Cluster, timeText } from '../call.ts'
import { copyOf, type Stored, storableCopy } from '../objects.ts'
import { CLEANUP, withCondition } from './conditions.ts'

/**
 * A deleted definition stays until its objects are gone. Undefined for one that has been marked already: its other
 * finalizers are everybody's business.
 */
export function terminatingDefinition(
  { cluster }: { cluster: Pick<Cluster, 'clock'> },
  existing: Stored,
): KubeObject | undefined {
  if (existing.value.metadata.deletionTimestamp) return undefined
  const crd = copyOf(existing) as CustomResourceDefinition
  const now = timeText(cluster.clock.now())
  crd.metadata.deletionTimestamp = now
  const finalizers = crd.metadata.finalizers ?? []
  if (!finalizers.includes(CLEANUP)) crd.metadata.finalizers = [...finalizers, CLEANUP]
  return storableCopy(
    withCondition(crd, now, {
      type: 'Terminating',
      status: 'True',
      reason: 'InstanceDeletionPending',
      message: 'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon',
    }),
  )
}

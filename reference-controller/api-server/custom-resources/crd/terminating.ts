import type { KubeObject } from '../../resources/index.ts'
import { CLEANUP, withCondition } from './conditions.ts'
import type { CustomResourceDefinition } from './types.ts'

/** A CRD stays until its objects are gone. Once it is marked, deletion depends on its other finalizers alone. */
export function markTerminating(object: KubeObject, now: string): KubeObject | undefined {
  const { metadata } = object
  if (metadata.deletionTimestamp) return undefined
  metadata.deletionTimestamp = now
  const { finalizers = [] } = metadata
  if (!finalizers.includes(CLEANUP)) metadata.finalizers = [...finalizers, CLEANUP]
  return withCondition(object as CustomResourceDefinition, now, {
    type: 'Terminating',
    status: 'True',
    reason: 'InstanceDeletionPending',
    message: 'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon',
  })
}

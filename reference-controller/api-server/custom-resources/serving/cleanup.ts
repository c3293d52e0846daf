import { timestamp } from '../../../timestamp.ts'
import { type Cluster, folderOf, type Stored } from '../../http/request/index.ts'
import { removeObject } from '../../http/verbs/index.ts'
import type { ResourceDefinition } from '../../resources/index.ts'
import { CLEANUP, withCondition } from '../crd/conditions.ts'
import { type CustomResourceDefinition, isTrue } from '../crd/types.ts'
import { resourcesOf } from '../kind/resources-of.ts'
import type { WriteStatus } from './own-status.ts'

/**
 * Removes the objects of a deleted CRD, and then the CRD. Finalizers may hold objects: `again` is called whenever one
 * of them is removed.
 */
export function startCleanup(
  { store, clock }: Pick<Cluster, 'store' | 'clock'>,
  put: WriteStatus,
  again: (name: string) => void,
): (entry: Stored) => void {
  const waiting = new Map<string, () => void>()

  function waitFor(name: string, folder: string): void {
    if (waiting.has(name)) return
    const stop = store.watch(folder, store.revision(), ({ type }) => {
      if (type === 'delete') queueMicrotask(() => again(name))
    })
    waiting.set(name, stop)
  }

  return (entry) => {
    const crd = entry.value as CustomResourceDefinition
    const { name } = crd.metadata
    const begun = withCondition(crd, timestamp(clock), IN_PROGRESS)
    const written = isBegun(crd) ? entry : put(entry, begun)
    const folder = folderOf(kindOf(crd))
    waitFor(name, folder)
    for (const object of store.list(folder).entries) {
      if (object.value.metadata.deletionTimestamp) continue
      removeObject({ cluster: { store, clock }, definition: kindOf(crd) }, object, { dryRun: false })
    }
    if (store.list(folder).entries.length > 0) return
    waiting.get(name)?.()
    waiting.delete(name)
    finish(store, put, written, timestamp(clock))
  }
}

const IN_PROGRESS = {
  type: 'Terminating',
  status: 'True',
  reason: 'InstanceDeletionInProgress',
  message: 'CustomResource deletion is in progress',
} as const

const isBegun = ({ status }: CustomResourceDefinition) =>
  status.conditions?.some(({ reason }) => reason === IN_PROGRESS.reason) ?? false

/** Any version will do: the deletion does not read the objects. */
function kindOf({ spec, status }: CustomResourceDefinition): ResourceDefinition {
  const versions = (spec.versions ?? []).map((version) => ({ ...version, served: true }))
  const conditions = [{ type: 'Established', status: 'True', reason: '', message: '' } as const]
  const everything = { spec: { ...spec, versions }, status: { ...status, acceptedNames: spec.names, conditions } }
  return resourcesOf(everything as unknown as CustomResourceDefinition, new AbortController().signal)[0]!
}

function finish(store: Cluster['store'], put: WriteStatus, entry: Stored, now: string): void {
  const crd = entry.value as CustomResourceDefinition
  const finalizers = (crd.metadata.finalizers ?? []).filter((finalizer) => finalizer !== CLEANUP)
  if (finalizers.length === 0) {
    store.delete(entry.key, entry.revision)
    return
  }
  const done = isTrue(crd, 'Established') ? COMPLETED : NEVER_ESTABLISHED
  const kept = withCondition({ ...crd, metadata: { ...crd.metadata, finalizers } }, now, done)
  put(entry, kept)
}

const COMPLETED = {
  type: 'Terminating',
  status: 'False',
  reason: 'InstanceDeletionCompleted',
  message: 'removed all instances',
} as const

const NEVER_ESTABLISHED = {
  type: 'Terminating',
  status: 'False',
  reason: 'NeverEstablished',
  message: 'resource was never established',
} as const

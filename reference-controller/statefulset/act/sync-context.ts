import type { ApiClient, EventRecorder, KubeObject, Resource, StatefulSet } from '../../client/index.ts'
import { ApiError } from '../../client/index.ts'

/** The inputs of carrying out actions: the set, the client and the recorder. */
export interface SyncContext {
  client: ApiClient
  /** The set's own resource. */
  resource: Resource
  set: StatefulSet
  type: { apiVersion: string; kind: string }
  recorder: EventRecorder
  /** The set as the cache has it now. */
  cachedSet(): StatefulSet | undefined
  /** Remembers an own write, so that no later sync of the set acts on a cache that does not show it yet. */
  wrote(resource: Resource, written: unknown): void
}

/** Records `SuccessfulCreate`, `FailedDelete` and the like on the set, in upstream's words. */
export function recordPodEvent(
  context: SyncContext,
  verb: 'Create' | 'Update' | 'Delete',
  pod: KubeObject,
  error?: unknown,
) {
  const about = `${verb} Pod ${pod.metadata.name} in ${context.type.kind} ${context.set.metadata.name}`
  recordOutcome(
    context,
    verb,
    error === undefined ? `${about} successful` : `${about} failed error: ${textOf(error)}`,
    error,
  )
}

export function recordClaimEvent(context: SyncContext, claim: KubeObject, pod: KubeObject, error?: unknown) {
  const { type, set } = context
  const where = `Pod ${pod.metadata.name} in ${type.kind} ${set.metadata.name}`
  const message =
    error === undefined
      ? `Create Claim ${claim.metadata.name} ${where} success`
      : `Create Claim ${claim.metadata.name} for ${where} failed error: ${textOf(error)}`
  recordOutcome(context, 'Create', message, error)
}

function recordOutcome({ recorder, set, type }: SyncContext, verb: string, message: string, error: unknown) {
  const event =
    error === undefined ? { type: 'Normal', reason: `Successful${verb}` } : { type: 'Warning', reason: `Failed${verb}` }
  recorder.record(set, type, { ...event, message })
}

/** An error as users should read it: the API's own words where it has refused. */
export function textOf(error: unknown): string {
  if (error instanceof ApiError) return error.status.message ?? error.message
  return error instanceof Error ? error.message : String(error)
}

import { timestamp } from '../../../timestamp.ts'
import { type KubeObject, type ResourceDefinition, type StructuredSelector, selects } from '../../resources/index.ts'
import {
  badRequest,
  copyOf,
  type DeleteOptions,
  decodeBody,
  deleteOptions,
  folderOf,
  json,
  objectOf,
  type ResourceRequest,
  type Response,
  type Stored,
  storableCopy,
  success,
  takeNamespace,
  tooManyRequests,
  trackedBy,
  untranslated,
  writeOptions,
} from '../request/index.ts'
import { removeObject } from './remove.ts'
import { existingObject } from './update.ts'

interface Eviction extends KubeObject {
  deleteOptions?: object
}

interface SeenPod extends KubeObject {
  status?: { phase?: string; conditions?: Condition[] }
}

interface Condition {
  type: string
  status: string
  reason?: string
  message?: string
  [more: string]: unknown
}

interface Budget extends KubeObject {
  spec?: { selector?: StructuredSelector; unhealthyPodEvictionPolicy?: string }
  status?: {
    observedGeneration?: number
    disruptionsAllowed?: number
    currentHealthy?: number
    desiredHealthy?: number
    disruptedPods?: Record<string, string>
    conditions?: Condition[]
  }
}

/** The subresource `eviction` of pods: a deletion that the disruption budget must allow. */
export function evict(request: ResourceRequest): Response {
  const { dryRun, fieldValidation } = writeOptions(request, 'CreateOptions')
  const eviction: Eviction = decodeBody(request, evictionDefinition(request), fieldValidation)
  takeNamespace(request, eviction)
  if (eviction.metadata.name !== request.name) throw badRequest('name in URL does not match name in Eviction object')
  const options = deletionAsked(request, eviction, dryRun)
  const existing = existingObject(request)
  const pod: SeenPod = objectOf(existing)
  if (!disruptsNothing(pod)) spendBudget(request, pod, options)
  if (options.dryRun) removeObject(request, existing, options)
  else removeObject(request, marked(request, existing), afterMark(options, existing))
  return json(201, success({ code: 201 }))
}

function deletionAsked(request: ResourceRequest, eviction: Eviction, dryRun: boolean): DeleteOptions {
  const body = eviction.deleteOptions ? JSON.stringify(eviction.deleteOptions) : '{}'
  const options = deleteOptions({ ...request, body })
  return { ...options, dryRun: dryRun || options.dryRun }
}

/** Pods that are finished, not running or already terminating count for no budget. */
function disruptsNothing({ metadata, status }: SeenPod): boolean {
  return metadata.deletionTimestamp !== undefined || status?.phase !== 'Running'
}

function spendBudget(request: ResourceRequest, pod: SeenPod, { dryRun }: DeleteOptions): void {
  const [found, another] = budgetsOf(request, pod)
  if (another) {
    throw untranslated(
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    )
  }
  if (!found) return
  const budget: Budget = copyOf(found)
  if (!isReady(pod) && sparesUnhealthy(budget)) return
  checkBudget(budget)
  const status = { ...budget.status }
  const now = timestamp(request.cluster.clock)
  status.disruptionsAllowed = (status.disruptionsAllowed ?? 0) - 1
  status.disruptedPods = { ...status.disruptedPods, [pod.metadata.name]: now }
  if (status.disruptionsAllowed === 0) status.conditions = exhausted(status, now)
  const spent = { ...budget, status } as KubeObject
  trackedBy({ ...request, definition: budgets(request), subresource: 'status' }, 'kube-apiserver')(
    objectOf(found),
    spent,
  )
  if (!dryRun) request.cluster.store.put(found.key, storableCopy(spent), found.revision)
}

function budgetsOf({ cluster, namespace }: ResourceRequest, { metadata }: SeenPod): Stored[] {
  return cluster.store
    .list(folderOf({ plural: 'poddisruptionbudgets' }, namespace))
    .entries.filter(({ value }) => selects((value as Budget).spec?.selector, metadata.labels))
}

function budgets({ cluster }: ResourceRequest): ResourceDefinition {
  return cluster.definitions.find(({ plural }) => plural === 'poddisruptionbudgets')!
}

function isReady({ status }: SeenPod): boolean {
  return status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false
}

/** A Pod that is not ready may go, unless too few Pods are healthy already. */
function sparesUnhealthy({ spec, status }: Budget): boolean {
  if (spec?.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true
  const { currentHealthy = 0, desiredHealthy = 0 } = status ?? {}
  return currentHealthy >= desiredHealthy && desiredHealthy > 0
}

function checkBudget({ metadata, status = {} }: Budget): void {
  const { name, generation = 0 } = metadata
  if ((status.observedGeneration ?? 0) < generation) {
    throw refusal(`The disruption budget ${name} is still being processed by the server.`, 10)
  }
  if ((status.disruptionsAllowed ?? 0) > 0) return
  const { currentHealthy = 0, desiredHealthy = 0 } = status
  const condition = status.conditions?.find(({ type }) => type === 'DisruptionAllowed')
  const told = condition?.status === 'False' && condition.message ? condition : undefined
  const why = `The disruption budget ${name} does not allow evicting pods currently`
  if (told?.reason === 'SyncFailed') throw refusal(`${why} because it failed sync: ${told.message}`)
  if (currentHealthy <= desiredHealthy) {
    throw refusal(
      `The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`,
    )
  }
  throw refusal(told ? `${why} (${told.reason}): ${told.message}` : why)
}

function refusal(message: string, retryAfterSeconds?: number) {
  const problem = "Cannot evict pod as it would violate the pod's disruption budget."
  return tooManyRequests(problem, { causes: [{ reason: 'DisruptionBudget', message }], retryAfterSeconds })
}

function exhausted({ conditions = [], observedGeneration }: NonNullable<Budget['status']>, now: string): Condition[] {
  const told = { type: 'DisruptionAllowed', status: 'False', reason: 'InsufficientPods', message: '' }
  return [
    ...conditions.filter(({ type }) => type !== 'DisruptionAllowed'),
    { ...told, lastTransitionTime: now, ...(observedGeneration ? { observedGeneration } : {}) },
  ]
}

/** The Pod gets the condition DisruptionTarget. */
function marked({ cluster }: ResourceRequest, existing: Stored): Stored {
  const pod: SeenPod = copyOf(existing)
  const target: Condition = {
    type: 'DisruptionTarget',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: timestamp(cluster.clock),
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
  }
  const others = pod.status?.conditions?.filter(({ type }) => type !== 'DisruptionTarget') ?? []
  pod.status = { ...pod.status, conditions: [...others, target] }
  return cluster.store.put(existing.key, storableCopy(pod), existing.revision)
}

/** A precondition on the revision before the mark holds for the marked Pod. */
function afterMark(options: DeleteOptions, { revision }: Stored): DeleteOptions {
  const { preconditions, ...others } = options
  if (preconditions?.resourceVersion !== String(revision)) return options
  const { uid } = preconditions
  return uid === undefined ? others : { ...others, preconditions: { uid } }
}

function evictionDefinition({ definition }: ResourceRequest): ResourceDefinition {
  return { ...definition, group: 'policy', version: 'v1', kind: 'Eviction' }
}

import { timestamp } from '../../../timestamp.ts'
import type { KubeObject, ResourceDefinition } from '../../resources/index.ts'
import {
  badRequest,
  conflict,
  copyOf,
  decodeBody,
  json,
  type ResourceRequest,
  type Response,
  storableCopy,
  success,
  takeNamespace,
  untranslated,
  writeOptions,
} from '../request/index.ts'
import { checkUid, existingObject } from './update.ts'

interface Binding extends KubeObject {
  target?: { kind?: string; name?: string }
}

interface BoundPod extends KubeObject {
  spec?: { nodeName?: string }
  status?: { conditions?: { type: string; [more: string]: unknown }[] }
}

/** The subresource `binding` of pods: the scheduler assigns a Pod to a node, once. */
export function bind(request: ResourceRequest): Response {
  const { dryRun, fieldValidation } = writeOptions(request, 'CreateOptions')
  const binding: Binding = decodeBody(request, bindingDefinition(request), fieldValidation)
  takeNamespace(request, binding)
  if (binding.metadata.name !== request.name) throw badRequest('name in URL does not match name in Binding object')
  const nodeName = targetOf(binding)
  const existing = existingObject(request)
  checkUid(request, existing, binding.metadata.uid)
  const pod: BoundPod = copyOf(existing)
  checkUnbound(pod)
  assign(pod, { binding, nodeName, now: timestamp(request.cluster.clock) })
  if (!dryRun) request.cluster.store.put(existing.key, storableCopy(pod), existing.revision)
  return json(201, success({ code: 201 }))
}

function targetOf({ target }: Binding): string {
  if (target?.kind && target.kind !== 'Node') {
    throw untranslated(`target.kind: Unsupported value: "${target.kind}": supported values: "Node", "<empty>"`)
  }
  if (!target?.name) throw untranslated('target.name: Required value')
  return target.name
}

function checkUnbound({ metadata, spec }: BoundPod): void {
  const { name } = metadata
  const resource = { group: '', plural: 'pods/binding' }
  if (metadata.deletionTimestamp) {
    throw conflict(resource, name, `pod ${name} is being deleted, cannot be assigned to a host`)
  }
  if (spec?.nodeName) throw conflict(resource, name, `pod ${name} is already assigned to node "${spec.nodeName}"`)
}

function assign(pod: BoundPod, { binding, nodeName, now }: { binding: Binding; nodeName: string; now: string }): void {
  pod.spec = { ...pod.spec, nodeName }
  for (const field of ['labels', 'annotations'] as const) {
    const added = binding.metadata[field]
    if (added) pod.metadata[field] = { ...pod.metadata[field], ...added }
  }
  const scheduled = { type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: now }
  const others = pod.status?.conditions?.filter(({ type }) => type !== 'PodScheduled') ?? []
  pod.status = { ...pod.status, conditions: [...others, scheduled] }
}

function bindingDefinition({ definition }: ResourceRequest): ResourceDefinition {
  return { ...definition, kind: 'Binding' }
}

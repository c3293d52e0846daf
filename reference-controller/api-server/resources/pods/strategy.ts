import type { KubeObject } from '../definition.ts'
import { dnsLabelProblems } from '../shared/names.ts'
import { withDefaultTolerations } from '../shared/pod-template/tolerations.ts'
import { podSpecWarnings } from '../shared/pod-template/warnings.ts'
import type { Rules } from '../shared/strategy.ts'
import { defaultPod } from './defaults.ts'
import { qualityOfService } from './quality-of-service.ts'
import type { Pod } from './types.ts'
import { validatePod, validatePodStatus, validatePodUpdate } from './validation.ts'

/** A Pod begins Pending; its spec is fixed, its status is the node's to write, and it is deleted with grace. */
export const podRules: Rules = {
  countsGenerations: true,
  defaults: (object) => defaultPod(object as Pod),
  prepareForCreate(object, { now }) {
    const pod = object as Pod
    admit(pod)
    pod.status = { phase: 'Pending', qosClass: qualityOfService(pod.spec) }
    if (!pod.spec.schedulingGates?.length) return
    const message = 'Scheduling is blocked due to non-empty scheduling gates'
    const gated = { type: 'PodScheduled', status: 'False', reason: 'SchedulingGated', message }
    pod.status.conditions = [{ ...gated, lastTransitionTime: now }]
  },
  prepareForUpdate(object) {
    const { spec } = object as Pod
    // A frozen spec is the stored one, which has them.
    if (!Object.isFrozen(spec)) spec.tolerations = withDefaultTolerations(spec.tolerations ?? [])
  },
  prepareForStatusUpdate: (object, old) => keepWhatNodesMayNotSet(object as Pod, old as Pod),
  validate: (object) => validatePod(object as Pod),
  validateUpdate: (object, old) => validatePodUpdate(object as Pod, old as Pod),
  validateStatusUpdate: (object, old) => validatePodStatus(object as Pod, old as Pod),
  warnings: (object, old) => [...(old ? [] : nameWarnings(object)), ...podSpecWarnings((object as Pod).spec, 'spec')],
  gracePeriod: (object, requested) => gracePeriod(object as Pod, requested),
  selectableFields,
}

function nameWarnings({ metadata }: KubeObject): string[] {
  const found = dnsLabelProblems(metadata.name ?? '')
  if (found.length === 0) return []
  const advice =
    "this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended"
  return [`metadata.name: ${advice}: [${found.join(' ')}]`]
}

const SYSTEM_PRIORITIES: Record<string, number> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
}

/** The admission plugins DefaultTolerationSeconds and Priority. */
function admit({ spec }: Pod): void {
  spec.tolerations = withDefaultTolerations(spec.tolerations ?? [])
  spec.priority = SYSTEM_PRIORITIES[spec.priorityClassName ?? ''] ?? 0
  spec.preemptionPolicy ??= 'PreemptLowerPriority'
}

function keepWhatNodesMayNotSet(pod: Pod, old: Pod): void {
  // Kubelets once corrupted owner references through this endpoint; it has ignored them since.
  if (old.metadata.ownerReferences) pod.metadata.ownerReferences = old.metadata.ownerReferences
  else delete pod.metadata.ownerReferences
  for (const field of ['qosClass', 'observedGeneration'] as const) {
    const before = old.status?.[field]
    if (before && !pod.status?.[field]) pod.status = { ...pod.status, [field]: before }
  }
}

/** A Pod that no node runs, or that has ended, is removed at once. */
function gracePeriod({ spec, status }: Pod, requested: number | undefined): number {
  if (!spec.nodeName || status?.phase === 'Failed' || status?.phase === 'Succeeded') return 0
  const seconds = requested ?? spec.terminationGracePeriodSeconds ?? 0
  return seconds < 0 ? 1 : seconds
}

function selectableFields(object: KubeObject): Record<string, unknown> {
  const { spec = {}, status = {} } = object as { spec?: Partial<Pod['spec']>; status?: NonNullable<Pod['status']> }
  return {
    'spec.nodeName': spec.nodeName,
    'spec.restartPolicy': spec.restartPolicy,
    'spec.schedulerName': spec.schedulerName,
    'spec.serviceAccountName': spec.serviceAccountName,
    'spec.hostNetwork': spec.hostNetwork ?? false,
    'status.phase': status.phase,
    'status.podIP': status.podIP,
    'status.podIPs': status.podIP,
    'status.nominatedNodeName': status.nominatedNodeName,
  }
}

import type { StatusCause } from '../definition.ts'
import { same } from '../shared/equality.ts'
import { forbidden, invalid, problems } from '../shared/field-errors.ts'
import { labelKeyProblems } from '../shared/names.ts'
import type { Container, PodSpec, Toleration } from '../shared/pod-template/types.ts'
import { validatePodSpec } from '../shared/pod-template/validation.ts'
import type { Pod } from './types.ts'

export function validatePod({ spec }: Pod): StatusCause[] {
  return [...validatePodSpec(spec, 'spec'), ...imagesTrimmed(spec)]
}

const CHANGEABLE = 'images, activeDeadlineSeconds, tolerations (only additions) and terminationGracePeriodSeconds'

/** A Pod's spec is fixed, except for images, a shorter deadline, more tolerations and scheduling gates. */
export function validatePodUpdate({ spec }: Pod, { spec: old }: Pod): StatusCause[] {
  const found = [...validatePodSpec(spec, 'spec'), ...imagesTrimmed(spec)]
  for (const list of ['containers', 'initContainers'] as const) {
    if ((spec[list] ?? []).length === (old[list] ?? []).length) continue
    return [...found, forbidden(`spec.${list}`, 'pod updates may not add or remove containers')]
  }
  found.push(...validateDeadline(spec.activeDeadlineSeconds, old.activeDeadlineSeconds))
  found.push(...validateTolerations(spec.tolerations ?? [], old.tolerations ?? []))
  const fixed = { ...spec, ...changeable(spec, old) }
  if (same(withoutUndefined(fixed), old)) return found
  return [...found, forbidden('spec', `pod updates may not change fields other than ${CHANGEABLE}`)]
}

/** The old values of the fields that may change. */
function changeable(spec: PodSpec, old: PodSpec): Record<string, unknown> {
  return {
    containers: withImages(spec.containers ?? [], old.containers ?? []),
    initContainers: spec.initContainers && withImages(spec.initContainers, old.initContainers ?? []),
    activeDeadlineSeconds: old.activeDeadlineSeconds,
    schedulingGates: old.schedulingGates,
    tolerations: old.tolerations,
  }
}

function withImages(containers: Container[], old: Container[]): unknown[] {
  return containers.map((container, index) => withoutUndefined({ ...container, image: old[index]?.image }))
}

function withoutUndefined(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
}

function imagesTrimmed(spec: PodSpec): StatusCause[] {
  return (['containers', 'initContainers'] as const).flatMap((list) =>
    (spec[list] ?? []).flatMap(({ image = '' }, index) =>
      image === image.trim()
        ? []
        : [invalid(`spec.${list}[${index}].image`, image, 'must not have leading or trailing whitespace')],
    ),
  )
}

function validateDeadline(seconds: number | undefined, old: number | undefined): StatusCause[] {
  const field = 'spec.activeDeadlineSeconds'
  if (old === undefined) return []
  if (seconds === undefined) return [invalid(field, null, 'must not update from a positive integer to nil value')]
  return seconds > old ? [invalid(field, seconds, 'must be less than or equal to previous value')] : []
}

function validateTolerations(tolerations: Toleration[], old: Toleration[]): StatusCause[] {
  const kept = old.every((toleration) => tolerations.some((candidate) => same(core(candidate), core(toleration))))
  if (kept) return []
  return [forbidden('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds')]
}

function core({ tolerationSeconds: _, ...rest }: Toleration): object {
  return rest
}

export function validatePodStatus({ status = {} }: Pod, { spec, status: old = {} }: Pod): StatusCause[] {
  const { conditions = [], nominatedNodeName, qosClass } = status
  const found = conditions.flatMap(({ type = '' }, index) =>
    problems(`status.conditions[${index}].Type`, type, labelKeyProblems(type)),
  )
  if (spec.nodeName && nominatedNodeName && nominatedNodeName !== old.nominatedNodeName) {
    found.push(forbidden('status.nominatedNodeName', 'may not be set on pods that are already bound to a node'))
  }
  return qosClass === old.qosClass ? found : [...found, invalid('status.qosClass', qosClass, 'field is immutable')]
}

import { isIP } from 'node:net'
import type { StatusCause } from '../definition.ts'
import { same } from '../shared/equality.ts'
import { forbidden, invalid, problems, required } from '../shared/field-errors.ts'
import { dnsSubdomainProblems, ipProblems, labelKeyProblems } from '../shared/names.ts'
import type { Container, PodSpec, Toleration } from '../shared/pod-template/types.ts'
import { validatePodSpec } from '../shared/pod-template/validation.ts'
import type { Pod } from './types.ts'

export function validatePod({ spec }: Pod): StatusCause[] {
  const found = [...validatePodSpec(spec, 'spec'), ...imagesTrimmed(spec)]
  if (spec.ephemeralContainers?.length) found.push(forbidden('spec.ephemeralContainers', 'cannot be set on create'))
  if (spec.nodeName && spec.schedulingGates?.length) {
    found.push(forbidden('spec.nodeName', 'cannot be set until all schedulingGates have been cleared'))
  }
  return found
}

const CHANGEABLE =
  '`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)'

/** A Pod's spec does not change, but for images, a shorter deadline, more tolerations and fewer scheduling gates. */
export function validatePodUpdate({ spec }: Pod, { spec: old }: Pod): StatusCause[] {
  const found = [...validatePodSpec(spec, 'spec'), ...imagesTrimmed(spec)]
  for (const list of ['containers', 'initContainers'] as const) {
    if ((spec[list] ?? []).length === (old[list] ?? []).length) continue
    return [...found, forbidden(`spec.${list}`, 'pod updates may not add or remove containers')]
  }
  // Upstream looks at images once as of any Pod, and once as of a change.
  found.push(...imagesNamed(spec), ...imagesTrimmed(spec))
  found.push(...validateDeadline(spec.activeDeadlineSeconds, old.activeDeadlineSeconds))
  found.push(...validateTolerations(spec.tolerations ?? [], old.tolerations ?? []))
  found.push(...validateGates(spec, old))
  const fixed = { ...spec, ...changeable(spec, old) }
  if (same(withoutUndefined(fixed), old)) return found
  return [...found, forbidden('spec', `pod updates may not change fields other than ${CHANGEABLE}\n`)]
}

/** The old values of what may change. */
function changeable(spec: PodSpec, old: PodSpec): Record<string, unknown> {
  const gated = (old.schedulingGates ?? []).length > 0
  return {
    containers: withImages(spec.containers ?? [], old.containers ?? []),
    initContainers: spec.initContainers && withImages(spec.initContainers, old.initContainers ?? []),
    activeDeadlineSeconds: old.activeDeadlineSeconds,
    schedulingGates: old.schedulingGates,
    tolerations: old.tolerations,
    // Node selection of a Pod that is still gated may be narrowed.
    ...(gated ? { nodeSelector: old.nodeSelector, affinity: old['affinity'] } : {}),
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

function imagesNamed(spec: PodSpec): StatusCause[] {
  return (['containers', 'initContainers'] as const).flatMap((list) =>
    (spec[list] ?? []).flatMap(({ image }, index) => (image ? [] : [required(`spec.${list}[${index}].image`)])),
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

function validateGates({ schedulingGates = [] }: PodSpec, old: PodSpec): StatusCause[] {
  const before = (old.schedulingGates ?? []).map(({ name }) => name)
  return schedulingGates.flatMap(({ name }, index) => {
    const detail = `only deletion is allowed, but found new scheduling gate '${name}'`
    return before.includes(name) ? [] : [forbidden(`spec.schedulingGates[${index}].name`, detail)]
  })
}

export function validatePodStatus({ status = {} }: Pod, { spec, status: old = {} }: Pod): StatusCause[] {
  const found = (status.conditions ?? []).flatMap(({ type }, index) => {
    return problems(`status.conditions[${index}].Type`, type ?? '', labelKeyProblems(type ?? ''))
  })
  const { nominatedNodeName: nominated } = status
  if (spec.nodeName && nominated && nominated !== old.nominatedNodeName) {
    found.push(forbidden('status.nominatedNodeName', 'may not be set on pods that are already bound to a node'))
  }
  found.push(...validateAddresses(status))
  if (nominated && nominated !== old.nominatedNodeName) {
    found.push(...problems('status.nominatedNodeName', nominated, dnsSubdomainProblems(nominated)))
  }
  if (status.qosClass !== old.qosClass) found.push(invalid('status.qosClass', status.qosClass, 'field is immutable'))
  if ((status.observedGeneration ?? 0) < 0) {
    found.push(invalid('status.observedGeneration', status.observedGeneration, 'must be a non-negative integer'))
  }
  return found
}

function validateAddresses({ podIPs = [], hostIP, hostIPs = [] }: NonNullable<Pod['status']>): StatusCause[] {
  const found = podIPs.flatMap(({ ip }, index) => problems(`status.podIPs[${index}]`, ip, ipProblems(ip)))
  const families = podIPs.map(({ ip }) => isIP(ip)).filter(Boolean)
  if (new Set(families).size < families.length) {
    const shown = podIPs.map(({ ip }) => ({ IP: ip }))
    found.push(invalid('status.podIPs', shown, 'may specify no more than one IP for each IP family'))
  }
  const [first] = hostIPs
  if (!first || first.ip === hostIP) return found
  return [...found, invalid('status.hostIPs[0].ip', first.ip, 'must be equal to `hostIP`')]
}

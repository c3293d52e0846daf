import type { PodSpec } from './types.ts'

/** The spec is accepted, but probably not as meant. */
export function podSpecWarnings(spec: PodSpec, field: string): string[] {
  const constraints = (spec['topologySpreadConstraints'] ?? []) as { labelSelector?: unknown }[]
  const found = constraints.flatMap(({ labelSelector }, index) => {
    const at = `${field}.topologySpreadConstraints[${index}].labelSelector`
    return labelSelector ? [] : [`${at}: a null labelSelector results in matching no pod`]
  })
  if ((spec.terminationGracePeriodSeconds ?? 0) >= 0) return found
  const detail = 'must be >= 0; negative values are invalid and will be treated as 1'
  return [...found, `${field}.terminationGracePeriodSeconds: ${detail}`]
}

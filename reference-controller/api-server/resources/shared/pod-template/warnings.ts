import type { ContainerPort, PodSpec } from './types.ts'

/** What is accepted, but hardly meant. */
export function podSpecWarnings(spec: PodSpec, field: string): string[] {
  const constraints = (spec['topologySpreadConstraints'] ?? []) as { labelSelector?: unknown }[]
  const found = constraints.flatMap(({ labelSelector }, index) => {
    const at = `${field}.topologySpreadConstraints[${index}].labelSelector`
    return labelSelector ? [] : [`${at}: a null labelSelector results in matching no pod`]
  })
  found.push(...secretWarnings(spec, field), ...volumeWarnings(spec), ...portWarnings(spec, field))
  if ((spec.terminationGracePeriodSeconds ?? 0) >= 0) return found
  const detail = 'must be >= 0; negative values are invalid and will be treated as 1'
  return [...found, `${field}.terminationGracePeriodSeconds: ${detail}`]
}

function secretWarnings({ imagePullSecrets = [] }: PodSpec, field: string): string[] {
  return imagePullSecrets.flatMap(({ name }, index) =>
    name ? [] : [`${field}.imagePullSecrets[${index}].name: invalid empty name ""`],
  )
}

/** A projection of nothing, or with a source that names nothing. */
function volumeWarnings({ volumes = [] }: PodSpec): string[] {
  return volumes.flatMap(({ name, ...source }) => {
    const { sources } = (source['projected'] ?? {}) as { sources?: object[] | null }
    const empty = sources?.some((one) => Object.keys(one).length === 0)
    return empty ? [`volume "${name}" (Projected) has no sources provided`] : []
  })
}

function portWarnings({ containers }: PodSpec, field: string): string[] {
  return (containers ?? []).flatMap(({ ports = [] }, index) =>
    ports.flatMap((port, number) => {
      const at = `${field}.containers[${index}].ports`
      const { name = '', hostPort = 0, containerPort, protocol, hostIP } = port
      const shown = `{Name:${name} HostPort:${hostPort} ContainerPort:${containerPort} Protocol:${protocol} HostIP:${hostIP}}`
      const first = ports.findIndex((other) => samePort(other, port))
      return [
        ...(hostIP && !hostPort ? [`${at}[${number}]: hostIP set without hostPort: ${shown}`] : []),
        ...(first < number ? [`${at}[${number}]: duplicate port definition with ${at}[${first}]`] : []),
      ]
    }),
  )
}

function samePort(a: ContainerPort, b: ContainerPort): boolean {
  return (['containerPort', 'hostPort', 'protocol', 'hostIP'] as const).every((name) => a[name] === b[name])
}

import type { StatusCause } from '../../definition.ts'
import { duplicate, forbidden, invalid, notSupported, required } from '../field-errors.ts'
import type { Container, PodSpec } from './types.ts'

type Context = Record<string, unknown>

const LARGEST_ID = 2_147_483_647
const PROFILES = ['Localhost', 'RuntimeDefault', 'Unconfined']

/** What a container may do to its node. */
export function validateContainerSecurity({ securityContext }: Container, field: string): StatusCause[] {
  const context = securityContext as Context | undefined
  if (!context) return []
  const at = `${field}.securityContext`
  return [
    ...validateIds(context, ['runAsUser', 'runAsGroup'], at),
    ...choice(context['procMount'], ['Default', 'Unmasked'], `${at}.procMount`),
    ...validateProfile(context, 'seccompProfile', 'seccomp', at),
    ...validateEscalation(context, at),
    ...validateWindows(context, at),
    ...validateProfile(context, 'appArmorProfile', 'AppArmor', at),
  ]
}

/** The same for all containers of a Pod, and what they share with the node. */
export function validatePodSecurity(spec: PodSpec, field: string): StatusCause[] {
  const context = (spec.securityContext ?? {}) as Context
  const at = `${field}.securityContext`
  return [
    ...validateSharing(spec, field),
    ...validateIds(context, ['fsGroup', 'runAsUser', 'runAsGroup'], at),
    ...((context['supplementalGroups'] ?? []) as number[]).flatMap((id, index) =>
      validateId(id, `${at}.supplementalGroups[${index}]`),
    ),
    ...validateSysctls((context['sysctls'] ?? []) as { name: string }[], `${at}.sysctls`),
    ...choice(context['fsGroupChangePolicy'], ['Always', 'OnRootMismatch'], `${at}.fsGroupChangePolicy`),
    ...validateProfile(context, 'seccompProfile', 'seccomp', at),
    ...validateWindows(context, at),
    ...validateProfile(context, 'appArmorProfile', 'AppArmor', at),
    ...choice(context['supplementalGroupsPolicy'], ['Merge', 'Strict'], `${at}.supplementalGroupsPolicy`),
  ]
}

function validateSharing(spec: PodSpec, field: string): StatusCause[] {
  const found: StatusCause[] = []
  if (spec.hostNetwork) {
    for (const list of ['containers', 'initContainers'] as const) {
      for (const [index, { ports = [] }] of (spec[list] ?? []).entries()) {
        for (const [number, { hostPort, containerPort }] of ports.entries()) {
          if (!hostPort || hostPort === containerPort) continue
          const at = `${field}.${list}[${index}].ports[${number}].hostPort`
          found.push(invalid(at, hostPort, 'must match `containerPort` when `hostNetwork` is true'))
        }
      }
    }
  }
  if (spec['hostUsers'] === false) {
    for (const name of ['hostNetwork', 'hostPID', 'hostIPC']) {
      if (spec[name]) found.push(forbidden(`${field}.${name}`, 'when `hostUsers` is false'))
    }
  }
  if (!spec['shareProcessNamespace'] || !spec['hostPID']) return found
  const detail = 'ShareProcessNamespace and HostPID cannot both be enabled'
  return [...found, invalid(`${field}.securityContext.shareProcessNamespace`, true, detail)]
}

function validateIds(context: Context, names: readonly string[], field: string): StatusCause[] {
  return names.flatMap((name) => validateId(context[name] as number | undefined, `${field}.${name}`))
}

function validateId(id: number | undefined, field: string): StatusCause[] {
  if (id === undefined || (id >= 0 && id <= LARGEST_ID)) return []
  return [invalid(field, id, `must be between 0 and ${LARGEST_ID}, inclusive`)]
}

function choice(value: unknown, supported: readonly string[], field: string): StatusCause[] {
  return value === undefined || supported.includes(value as string) ? [] : [notSupported(field, value, supported)]
}

function validateProfile(context: Context, name: string, word: string, field: string): StatusCause[] {
  const profile = context[name] as { type?: string; localhostProfile?: string } | undefined
  if (!profile) return []
  const at = `${field}.${name}`
  const { type, localhostProfile } = profile
  if (!type) return [required(`${at}.type`, `type is required when ${name} is set`)]
  if (!PROFILES.includes(type)) return [notSupported(`${at}.type`, type, PROFILES)]
  if (type === 'Localhost') {
    return localhostProfile ? [] : [required(`${at}.localhostProfile`, `must be set when ${word} type is Localhost`)]
  }
  if (localhostProfile === undefined) return []
  const shown = word === 'seccomp' ? { Type: type, LocalhostProfile: localhostProfile } : localhostProfile
  return [invalid(`${at}.localhostProfile`, shown, `can only be set when ${word} type is Localhost`)]
}

/** A container that may do everything cannot be kept from gaining more. */
function validateEscalation(context: Context, field: string): StatusCause[] {
  if (context['allowPrivilegeEscalation'] !== false || !context['privileged']) return []
  return [invalid(field, goValue(context), 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true')]
}

const GO_FIELDS = [
  ...['Capabilities', 'Privileged', 'SELinuxOptions', 'WindowsOptions', 'RunAsUser', 'RunAsGroup', 'RunAsNonRoot'],
  ...['ReadOnlyRootFilesystem', 'AllowPrivilegeEscalation', 'ProcMount', 'SeccompProfile', 'AppArmorProfile'],
]

/** As the server's own struct prints itself. */
function goValue(context: Context): Context {
  const jsonName = (name: string) =>
    name === 'SELinuxOptions' ? 'seLinuxOptions' : name[0]!.toLowerCase() + name.slice(1)
  return Object.fromEntries(GO_FIELDS.map((name) => [name, context[jsonName(name)] ?? null]))
}

function validateWindows(context: Context, field: string): StatusCause[] {
  const { runAsUserName } = (context['windowsOptions'] ?? {}) as { runAsUserName?: string }
  if (runAsUserName !== '') return []
  return [invalid(`${field}.windowsOptions.runAsUserName`, '', 'runAsUserName cannot be an empty string')]
}

const SYSCTL = '^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$'

function validateSysctls(sysctls: { name: string }[], field: string): StatusCause[] {
  const names = sysctls.map(({ name }) => name)
  return names.flatMap((name, index) => {
    const at = `${field}[${index}].name`
    if (!name) return [required(at)]
    const found =
      name.length <= 253 && new RegExp(SYSCTL).test(name)
        ? []
        : [invalid(at, name, `must have at most 253 characters and match regex ${SYSCTL}`)]
    return names.indexOf(name) < index ? [...found, duplicate(at, name)] : found
  })
}

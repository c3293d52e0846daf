/** What a version of Kubernetes and its feature gates turn on. */
export interface Features {
  /** Gate MaxUnavailableStatefulSet: several Pods may be updated at a time. */
  readonly maxUnavailable: boolean
  /** Gate StatefulSetRecreateStrategy: all old Pods are deleted before a new one is created. */
  readonly recreate: boolean
  /** From 1.37 on, behind no gate: an update under OnDelete is completed like any other. */
  readonly completesOnDelete: boolean
}

/** The version and the gates that a user asks for. */
export interface FeatureChoice {
  /** A minor version, such as 1.37; default: 1.36. */
  readonly kubernetes?: string
  /** As in `--feature-gates`: `A=true,B=false`. */
  readonly featureGates?: string
}

export const NO_FEATURES: Features = { maxUnavailable: false, recreate: false, completesOnDelete: false }

const DEFAULT_VERSION = '1.36'

/**
 * The gates of each version and their defaults there.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/features/kube_features.go
 */
const defaults: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  '1.36': { MaxUnavailableStatefulSet: false },
  '1.37': { MaxUnavailableStatefulSet: true, StatefulSetRecreateStrategy: false },
}

/**
 * The gates as they are, with those that were not named at their defaults.
 * @throws Error for a version, a gate or a value that is not known
 */
export function gatesOf(choice: FeatureChoice): Record<string, boolean> {
  const { kubernetes = DEFAULT_VERSION, featureGates } = choice
  const known = Object.hasOwn(defaults, kubernetes) ? defaults[kubernetes] : undefined
  if (!known)
    throw new Error(
      `expected a Kubernetes version that the reference knows (${Object.keys(defaults).join(', ')}), found ${kubernetes}`,
    )
  const gates = parsed(featureGates)
  const unknown = Object.keys(gates).find((name) => !Object.hasOwn(known, name))
  if (unknown !== undefined) throw new Error(unknownGate(unknown, kubernetes))
  return { ...known, ...gates }
}

function parsed(featureGates = ''): Record<string, boolean> {
  const gates: Record<string, boolean> = {}
  for (const part of featureGates.split(',').filter(Boolean)) {
    const [, name = '', value] = /^([^=]+)=(true|false)$/.exec(part.trim()) ?? []
    if (value === undefined) throw new Error(`expected feature gates such as A=true,B=false, found ${part}`)
    gates[name] = value === 'true'
  }
  return gates
}

function unknownGate(name: string, kubernetes: string): string {
  const listed = Object.keys(defaults[kubernetes] ?? {}).join(', ')
  const later = Object.keys(defaults).find((version) => Object.hasOwn(defaults[version] ?? {}, name))
  const remedy = later === undefined ? '' : `; it begins with --kubernetes ${later}`
  return `there is no feature gate ${name} in the reference of Kubernetes ${kubernetes}; known are ${listed}${remedy}`
}

/** Beside a real API server there are other gates and versions, which change nothing here. */
export function featuresOf(choice: FeatureChoice): Features {
  const { kubernetes = DEFAULT_VERSION, featureGates } = choice
  const gates = { ...defaults[kubernetes], ...parsed(featureGates) }
  return {
    maxUnavailable: gates['MaxUnavailableStatefulSet'] ?? false,
    recreate: gates['StatefulSetRecreateStrategy'] ?? false,
    completesOnDelete: minorOf(choice) >= 37,
  }
}

/** The minor version as a number. */
export const minorOf = ({ kubernetes = DEFAULT_VERSION }: FeatureChoice): number => Number(kubernetes.split('.')[1])

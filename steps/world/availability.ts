import { type Api, ApiError, type KubeObject } from '../client/index.ts'
import { HarnessError } from './errors.ts'
import { type WorkloadSetting, workloadManifest } from './manifest.ts'

interface ProbeContext extends WorkloadSetting {
  readonly api: Api
  readonly namespace: string
  readonly capabilities: readonly string[]
  /** For a missing capability, why it is missing. */
  readonly lacking?: Readonly<Record<string, string>>
  /** By capability: a probe that creates objects and returns why the capability is missing, undefined if it is there. */
  readonly trials?: Readonly<Record<string, () => Promise<string | undefined>>>
}

type Probe = (context: ProbeContext) => Promise<string | undefined>

/** The probe of each optional feature: a field by a dry run, the others by the version of the server. */
const features: Record<string, Probe> = {
  StatefulSetStartOrdinal: async ({ api, kind, image, namespace }) => {
    const manifest = workloadManifest({ kind, image }, 'probe', 0, { ordinals: { start: 1 } })
    const kept = await api.create<KubeObject>(kind, namespace, manifest, '?dryRun=All')
    const start = (kept.spec?.['ordinals'] as { start?: number } | undefined)?.start
    return start === 1 ? undefined : `the cluster does not keep spec.ordinals of ${kind.kind}`
  },
  StatefulSetAutoDeletePVC: async ({ api, kind, image, namespace }) => {
    const policy = { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } }
    const manifest = workloadManifest({ kind, image }, 'probe', 0, policy)
    const kept = await api.create<KubeObject>(kind, namespace, manifest, '?dryRun=All')
    const { whenDeleted } = (kept.spec as Partial<typeof policy>)?.persistentVolumeClaimRetentionPolicy ?? {}
    return whenDeleted === 'Delete'
      ? undefined
      : `the cluster does not keep spec.persistentVolumeClaimRetentionPolicy of ${kind.kind}`
  },
  MaxUnavailableStatefulSet: async (context) =>
    (await keepsMaxUnavailable(context))
      ? undefined
      : `the cluster drops maxUnavailable of ${context.kind.kind}; ${gateHint('MaxUnavailableStatefulSet')}`,
  MaxUnavailableStatefulSetOff: async (context) =>
    (await keepsMaxUnavailable(context)) ? `the cluster keeps maxUnavailable of ${context.kind.kind}` : undefined,
  StatefulSetRecreateStrategy: async (context) =>
    (await takesRecreate(context))
      ? undefined
      : `the cluster refuses the strategy Recreate of ${context.kind.kind}; ${gateHint('StatefulSetRecreateStrategy')}, from Kubernetes 1.37 on`,
  StatefulSetRecreateStrategyOff: async (context) =>
    (await takesRecreate(context)) ? `the cluster accepts the strategy Recreate of ${context.kind.kind}` : undefined,
  PodIndexLabel: async ({ api }) => {
    const { found, atLeast } = await versionOf(api)
    return atLeast(32) ? undefined : `the label is certain from Kubernetes 1.32 on; this is ${found}`
  },
}

/** The names that follow `@feature-`, without those of features that are off. */
export const knownFeatures = (): string[] => Object.keys(features).filter((name) => !name.endsWith('Off'))

const gateHint = (name: string): string => `--feature-gates ${name}=true turns it on`

async function keepsMaxUnavailable({ api, kind, image, namespace }: ProbeContext): Promise<boolean> {
  const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } }
  const manifest = workloadManifest({ kind, image }, 'probe', 0, { updateStrategy })
  const kept = await api.create<KubeObject>(kind, namespace, manifest, '?dryRun=All')
  const stored = (kept.spec?.['updateStrategy'] as typeof updateStrategy | undefined)?.rollingUpdate?.maxUnavailable
  return stored !== undefined
}

async function takesRecreate({ api, kind, image, namespace }: ProbeContext): Promise<boolean> {
  const manifest = workloadManifest({ kind, image }, 'probe', 0, { updateStrategy: { type: 'Recreate' } })
  try {
    await api.create<KubeObject>(kind, namespace, manifest, '?dryRun=All')
    return true
  } catch (error) {
    if (error instanceof ApiError && error.code === 422) return false
    throw error
  }
}

async function versionOf(api: Api): Promise<{ found: string; atLeast: (minor: number) => boolean }> {
  const { major, minor } = await api.ask<{ major: string; minor: string }>('GET', '/version')
  const found = `${major}.${minor}`
  return { found, atLeast: (wanted) => Number(major) > 1 || Number.parseInt(minor, 10) >= wanted }
}

/** A behaviour, unlike a field, shows in the version alone. */
async function olderThan(minor: string, { api }: ProbeContext): Promise<string | undefined> {
  const { found, atLeast } = await versionOf(api)
  return atLeast(Number(minor)) ? undefined : `this begins with Kubernetes 1.${minor}; this is ${found}`
}

/** Returns why scenarios with these tags are not applicable on this cluster, undefined if they are. Probes each tag once. */
export function availability(context: ProbeContext): (tags: readonly string[]) => Promise<string | undefined> {
  const known = new Map<string, Promise<string | undefined>>()
  const reason = async (tag: string): Promise<string | undefined> => {
    const since = /^@since-1\.(\d+)$/.exec(tag)?.[1]
    if (since !== undefined) return olderThan(since, context)
    const [, kind, name = ''] = /^@(needs|feature)-(.+)$/.exec(tag) ?? []
    if (kind === 'needs' && !context.capabilities.includes(name))
      return context.lacking?.[name] ?? `the target lacks: ${name}`
    if (kind === 'needs') return context.trials?.[name]?.()
    if (kind !== 'feature') return undefined
    const probe = features[name]
    if (!probe)
      throw new HarnessError(
        `the suite cannot tell whether feature ${name} is there: add a probe to steps/world/availability.ts`,
      )
    return probe(context)
  }
  return async (tags) => {
    for (const tag of tags) {
      if (!known.has(tag)) known.set(tag, reason(tag))
      const missing = await known.get(tag)
      if (missing) return missing
    }
    return undefined
  }
}

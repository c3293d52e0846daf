import type { Api, KubeObject } from '../client/index.ts'
import { HarnessError } from './errors.ts'
import { type WorkloadSetting, workloadManifest } from './manifest.ts'

interface ProbeContext extends WorkloadSetting {
  readonly api: Api
  readonly namespace: string
  readonly capabilities: readonly string[]
  /** Why one of those that are missing is not there. */
  readonly lacking?: Readonly<Record<string, string>>
  /** The probe of a capability that the API of the cluster does not show. */
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
  MaxUnavailableStatefulSetOff: async ({ api, kind, image, namespace }) => {
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } }
    const manifest = workloadManifest({ kind, image }, 'probe', 0, { updateStrategy })
    const kept = await api.create<KubeObject>(kind, namespace, manifest, '?dryRun=All')
    const stored = (kept.spec?.['updateStrategy'] as typeof updateStrategy | undefined)?.rollingUpdate?.maxUnavailable
    return stored === undefined ? undefined : `the cluster keeps maxUnavailable of ${kind.kind}`
  },
  PodIndexLabel: async ({ api }) => {
    const { major, minor } = await api.ask<{ major: string; minor: string }>('GET', '/version')
    const number = Number.parseInt(minor, 10)
    return Number(major) > 1 || number >= 32
      ? undefined
      : `the label is certain from Kubernetes 1.32 on; this is ${major}.${minor}`
  },
}

/** Answers why scenarios with these tags can't be judged on this cluster, or undefined if they can. Probes each tag once. */
export function availability(context: ProbeContext): (tags: readonly string[]) => Promise<string | undefined> {
  const known = new Map<string, Promise<string | undefined>>()
  const reason = async (tag: string): Promise<string | undefined> => {
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

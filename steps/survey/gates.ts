import { type Api, ApiError, apiVersion, type KubeObject, type Resource } from '../client/index.ts'
import type { Question } from './answer.ts'

interface Strategy {
  readonly type: string
  readonly rollingUpdate?: { readonly maxUnavailable?: number }
}

/** What of a feature gate shows in a dry run: the examples that need it are not applicable elsewhere. */
export const gates: Question = {
  what: 'features behind gates',
  async ask({ api, kind }) {
    const several = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } }
    const rolling = lacks(kind, 'rollingUpdate.maxUnavailable') ? undefined : await tried(api, kind, several)
    const recreating = lacks(kind, 'type') ? undefined : await tried(api, kind, { type: 'Recreate' })
    const isOn = (strategy: Strategy | 'unknown' | undefined, field: (stored: Strategy) => unknown) => {
      if (strategy === 'unknown') return strategy
      return strategy && field(strategy) ? 'on' : 'off'
    }
    const maxUnavailable = isOn(rolling, (stored) => stored.rollingUpdate?.maxUnavailable)
    const recreate = isOn(recreating, ({ type }) => type === 'Recreate')
    return { found: `MaxUnavailableStatefulSet ${maxUnavailable}, StatefulSetRecreateStrategy ${recreate}` }
  },
}

/** Whether a kind has no such field of its update strategy: to write it would be a mistake of the suite. */
const lacks = ({ absent = {} }: Resource, field: string): boolean =>
  Object.keys(absent).some((path) => `spec.updateStrategy.${field}.`.startsWith(`${path}.`))

/** The strategy as the API server would store it; undefined where it refuses it. */
async function tried(api: Api, kind: Resource, updateStrategy: Strategy): Promise<Strategy | 'unknown' | undefined> {
  const labels = { app: 'probe' }
  const spec = {
    replicas: 0,
    serviceName: 'probe',
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'none:1' }] } },
    updateStrategy,
  }
  const manifest = { apiVersion: apiVersion(kind), kind: kind.kind, metadata: { name: 'probe' }, spec }
  try {
    const stored = await api.create<KubeObject>(kind, 'default', manifest, '?dryRun=All')
    return stored.spec?.['updateStrategy'] as Strategy | undefined
  } catch (error) {
    if (error instanceof ApiError && error.code === 422) return undefined
    // Nobody may create there, or an admission webhook does not let it: nothing is known.
    if (error instanceof ApiError && error.code < 500) return 'unknown'
    throw error
  }
}

import { type KubeObject, type Resource, resources } from '../client/index.ts'
import { EXPENDABLE_NODE } from '../labels.ts'

/** What the suite observes of a kind besides the workload itself. */
export interface ObservedKind {
  readonly resource: Resource
  /** The tag of the examples that watch it; `every example` where no tag is needed. */
  readonly watchedIn: 'every example' | `@needs-${string}`
  /** Of a kind without namespaces: whether an object belongs to the example of that namespace. */
  readonly belongsTo?: (object: KubeObject, namespace: string) => boolean
  /** True if "nothing else changed" covers it; if not, `because` says why. */
  readonly counts: boolean
  readonly because?: string
  /** True if others than the controller write it at any time, so that a write of it shows no work under way. */
  readonly neverRests?: true
  /** Fields beside metadata and spec that count as changes. */
  readonly fields?: readonly string[]
  /** Fields that others than the controller write, as changes call them. */
  readonly writtenByOthers?: RegExp
}

/** The kinds under observation, and what of them counts. */
export const observedKinds: readonly ObservedKind[] = [
  {
    resource: resources.pods,
    watchedIn: 'every example',
    counts: true,
    // The scheduler.
    writtenByOthers: /^spec\.nodeName$/,
  },
  {
    resource: resources.claims,
    watchedIn: 'every example',
    counts: true,
    // The volume binder.
    writtenByOthers: /^(spec\.volumeName|annotations\[(volume\.(beta\.)?|pv\.)kubernetes\.io\/.*)$/,
  },
  { resource: resources.revisions, watchedIn: 'every example', counts: true, fields: ['data', 'revision'] },
  { resource: resources.services, watchedIn: 'every example', counts: true },
  { resource: resources.disruptionBudgets, watchedIn: 'every example', counts: true },
  {
    resource: resources.volumes,
    // Without a claim there is no volume of the example.
    watchedIn: '@needs-default-class',
    belongsTo: ({ spec }, namespace) => (spec?.['claimRef'] as { namespace?: string })?.namespace === namespace,
    counts: true,
    // The binder, the resizer, and the provisioner and attacher of the driver.
    writtenByOthers: /^(spec\.(claimRef|capacity)|annotations\[.*|finalizers)$/,
  },
  {
    resource: resources.events,
    watchedIn: 'every example',
    counts: false,
    because: 'an event is a message; its writer sends it in its own time and may drop it',
    // The volume binder sends one each second.
    neverRests: true,
  },
  {
    resource: resources.endpointSlices,
    watchedIn: 'every example',
    counts: false,
    because: 'the endpoints controller writes them, and they follow the readiness of the Pods',
  },
  {
    resource: resources.nodes,
    // Nodes are shared by all examples: only one that loses its node looks at it.
    watchedIn: '@needs-node-fault',
    belongsTo: ({ metadata }) => metadata.labels?.[EXPENDABLE_NODE] !== undefined,
    counts: false,
    because: 'kubelets and the cloud write them, a StatefulSet controller has nothing to do with them',
    // A kubelet reports its status every few minutes.
    neverRests: true,
  },
]

const rows = new Map(observedKinds.map((row) => [row.resource.plural, row]))

/** The row of a kind, by its plural; the workload has none. */
export const observedKind = (plural: string): ObservedKind | undefined => rows.get(plural)

/** The kinds that an example with these tags watches. */
export const watchedIn = (tags: readonly string[]): ObservedKind[] =>
  observedKinds.filter((row) => row.watchedIn === 'every example' || tags.includes(row.watchedIn))

/** The plurals of the kinds that "nothing else changed" covers besides the workload. */
export const countedKinds: readonly string[] = observedKinds.flatMap(({ resource, counts }) =>
  counts ? [resource.plural] : [],
)

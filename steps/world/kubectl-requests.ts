import { parseAllDocuments } from 'yaml'
import type { Manifest, Resource } from '../client/index.ts'
import { resources } from '../client/index.ts'
import type { Action } from '../observe/trace.ts'

type Request = Omit<Action, 'kind' | 'own' | 'command'>

/** A command as it is run: its arguments, and its standard input. */
export interface Command {
  readonly args: readonly string[]
  readonly input?: string
}

/** What the requests of a command depend on besides its words. */
interface Cluster {
  /** The kind under certification, which kubectl knows as `statefulset`. */
  readonly kind: Resource
  readonly exists: (resource: Resource, name: string) => boolean
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'
const TEMPLATE = { verb: 'patch', patchType: 'strategic', body: { spec: { template: {} } } } as const
const PROPAGATIONS: Readonly<Record<string, string>> = { foreground: 'Foreground', orphan: 'Orphan', false: 'Orphan' }

/** The options of one letter, each with its value as the next word. */
const SHORT = new Set(['-f', '-l', '-o', '-p', '-c', '-L'])

/** What kubectl calls the kind under certification. */
const WORKLOAD = new Set(['statefulset', 'statefulsets', 'sts'])

const RESOURCES: Readonly<Record<string, Resource>> = {
  pod: resources.pods,
  pods: resources.pods,
  pvc: resources.claims,
  service: resources.services,
  services: resources.services,
  pdb: resources.disruptionBudgets,
  configmap: resources.configMaps,
  controllerrevisions: resources.revisions,
}

/**
 * The requests that change something, by which a command does its work: several where it is about several objects. What is
 * selected by label is a whole collection, and so are the Pods of a drained node.
 */
export function requestsOf({ args, input = '' }: Command, cluster: Cluster): Request[] {
  const [verb = '', ...rest] = args
  const command = verb === 'rollout' ? `rollout ${rest.shift()}` : verb
  switch (command) {
    case 'rollout restart':
    case 'rollout undo':
      return subjects(rest, cluster).map((subject) => ({ ...subject, ...TEMPLATE }))
    case 'set':
      return subjects(rest.slice(1, 2), cluster).map((subject) => ({ ...subject, ...TEMPLATE }))
    case 'scale':
      return subjects(rest, cluster).map((subject) => ({ ...subject, ...scaled(args) }))
    case 'patch':
      return subjects(rest, cluster).map((subject) => ({ ...subject, ...patched(args) }))
    case 'edit':
      return subjects(rest, cluster).map((subject) => ({ ...subject, ...EDITED }))
    case 'apply':
      return documents(input).map((document) => applied(document, cluster))
    case 'create':
      return created(args, input, cluster)
    case 'delete':
      return subjects(rest, cluster).map((subject) => ({ ...subject, ...deletion(args) }))
    case 'drain':
      return [eviction('')]
    default:
      return subjects(rest, cluster).map((subject) => ({ ...subject, verb: 'get' }))
  }
}

/** The objects that a command names as `statefulset web`, `statefulset/web` or `pods web-0 web-1`. */
function subjects(words: readonly string[], { kind }: Cluster): { resource: string; name: string }[] {
  const positional = words.filter((word, index) => !word.startsWith('-') && !SHORT.has(words[index - 1] ?? ''))
  const [what = '', ...names] = positional[0]?.includes('/') ? positional[0].split('/') : positional
  const resource = (WORKLOAD.has(what) ? kind : RESOURCES[what])?.plural ?? what
  return (names.length > 0 ? names : ['']).map((name) => ({ resource, name }))
}

const option = (args: readonly string[], key: string): string | undefined =>
  args.find((arg) => arg.startsWith(`--${key}=`))?.slice(key.length + 3)

/** What an editor may change: kubectl sends the difference. */
const EDITED = { verb: 'patch', patchType: 'strategic', body: { spec: { replicas: null } } } as const

function scaled(args: readonly string[]): Omit<Request, 'resource' | 'name'> {
  const body = { spec: { replicas: Number(option(args, 'replicas')) } }
  return { verb: 'patch', subresource: 'scale', patchType: 'merge', body }
}

function patched(args: readonly string[]): Omit<Request, 'resource' | 'name'> {
  const patchType = (option(args, 'type') ?? 'strategic') as NonNullable<Action['patchType']>
  return { verb: 'patch', patchType, body: JSON.parse(args[args.indexOf('-p') + 1] ?? '{}') }
}

function deletion(args: readonly string[]): Omit<Request, 'resource' | 'name'> {
  return { verb: 'delete', propagation: PROPAGATIONS[option(args, 'cascade') ?? 'background'] ?? 'Background' }
}

const documents = (input: string): Manifest[] => parseAllDocuments(input).map((each) => each.toJS() as Manifest)

function described({ kind, metadata }: Manifest, cluster: Cluster): { resource: Resource; name: string } {
  const resource = kind === cluster.kind.kind ? cluster.kind : resources.resourceOfKind(kind)
  if (!resource) throw new Error(`the suite knows no ${kind}: name it in steps/client/resources.ts`)
  return { resource, name: String(metadata.name) }
}

/** An object that is there already is patched, and keeps what was applied as an annotation. */
function applied(manifest: Manifest, cluster: Cluster): Request {
  const { resource, name } = described(manifest, cluster)
  const subject = { resource: resource.plural, name }
  if (!cluster.exists(resource, name)) return { ...subject, verb: 'create', body: manifest }
  const annotations = { ...(manifest.metadata['annotations'] as object | undefined), [LAST_APPLIED]: '' }
  const body = { ...manifest, metadata: { ...manifest.metadata, annotations } }
  return { ...subject, verb: 'patch', patchType: 'strategic', body }
}

function created(args: readonly string[], input: string, cluster: Cluster): Request[] {
  const path = args[args.indexOf('--raw') + 1] ?? ''
  const [pod = '', subresource] = path.split('/').slice(-2)
  if (subresource === 'eviction') return [eviction(pod)]
  return documents(input).map((document) => {
    const { resource, name } = described(document, cluster)
    return { verb: 'create', resource: resource.plural, name, body: document }
  })
}

/** Of a Pod; without a name, of whatever Pods a drain finds. */
const eviction = (name: string): Request => ({ verb: 'create', resource: 'pods', name, subresource: 'eviction' })

/** A command as a line of a shell, without the program. */
export function shellLine({ args, input }: Command): string {
  const word = (arg: string) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`)
  const line = args.map(word).join(' ')
  return input === undefined ? line : `${line} <<'EOF'\n${input.trimEnd()}\nEOF`
}

import { createHash } from 'node:crypto'
import { customOpenApi, customSchemaName } from '../../custom-resources/index.ts'
import { kindReference, openApiSchemas, type ResourceDefinition } from '../../resources/index.ts'
import type { Verb } from '../request/index.ts'
import { operationsOf, subresourcesOf } from '../verbs/index.ts'
import { SUBRESOURCE_KINDS } from './discovery.ts'
import { version } from './version.ts'

/** `/openapi/v3` lists a document for each group and version; undefined for paths that are neither. */
export function openApi(definitions: readonly ResourceDefinition[], path: string): unknown {
  if (path === '/openapi/v3') return index(definitions)
  const served = definitions.filter((definition) => path === `/openapi/v3/${rootOf(definition)}`)
  return served.length > 0 ? documentOf(served) : undefined
}

function rootOf({ group, version: served }: ResourceDefinition): string {
  return group ? `apis/${group}/${served}` : `api/${served}`
}

function index(definitions: readonly ResourceDefinition[]) {
  const roots = [...new Set(definitions.map(rootOf))].sort()
  const paths = roots.map((root) => {
    const text = JSON.stringify(documentOf(definitions.filter((definition) => rootOf(definition) === root)))
    const hash = createHash('sha256').update(text).digest('hex').toUpperCase()
    return [root, { serverRelativeURL: `/openapi/v3/${root}?hash=${hash}` }]
  })
  return { paths: Object.fromEntries(paths) }
}

interface KnownDocument {
  definitions: ResourceDefinition[]
  document: object
}

const documents = new Map<string, KnownDocument>()

/** One document for each set of served resources. */
function documentOf(definitions: ResourceDefinition[]): object {
  const root = rootOf(definitions[0]!)
  const known = documents.get(root)
  const isSame = known?.definitions.length === definitions.length
  if (known && isSame && known.definitions.every((one, index) => one === definitions[index])) return known.document
  const { major, minor } = version()
  const fresh = {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: `${major}.${minor}` },
    paths: Object.fromEntries(definitions.flatMap(pathsOf)),
    components: { schemas: { ...openApiSchemas(definitions.flatMap(kindsOf)), ...customSchemas(definitions) } },
  }
  documents.set(root, { definitions, document: fresh })
  return fresh
}

function customSchemas(definitions: readonly ResourceDefinition[]): Record<string, object> {
  const schemas = definitions.flatMap((definition) =>
    definition.custom
      ? [[customSchemaName(definition), customOpenApi(definition, definition.custom.schema)] as const]
      : [],
  )
  return Object.fromEntries(schemas)
}

function kindsOf(definition: ResourceDefinition): string[] {
  const resource = subresourcesOf(definition).map((subresource) => kindOf(definition, subresource))
  return [kindOf(definition), ...resource, '/v1/DeleteOptions'].map((kind) =>
    typeof kind === 'string' ? kind : `${kind.group}/${kind.version}/${kind.kind}`,
  )
}

interface Kind {
  group: string
  version: string
  kind: string
}

function kindOf({ group, version: served, kind }: ResourceDefinition, subresource = ''): Kind {
  return { group, version: served, kind, ...SUBRESOURCE_KINDS[subresource] }
}

/** Verbs on one object, and on a collection, by their HTTP methods. */
const OBJECT: [string, Verb][] = [
  ['get', 'get'],
  ['put', 'update'],
  ['patch', 'patch'],
  ['delete', 'delete'],
]
const COLLECTION: [string, Verb][] = [
  ['get', 'list'],
  ['post', 'create'],
  ['delete', 'deletecollection'],
]

function pathsOf(definition: ResourceDefinition): [string, object][] {
  const { namespaced, plural } = definition
  const root = `/${rootOf(definition)}`
  const collection = `${root}${namespaced ? '/namespaces/{namespace}' : ''}/${plural}`
  const own = operationsOf(plural, '')
  const subresources = subresourcesOf(definition).map((subresource): [string, object] => {
    const verbs: [string, Verb][] = [...OBJECT, ['post', 'create']]
    const operations = operationsOf(plural, subresource)
    return [`${collection}/{name}/${subresource}`, methods(definition, verbs, { operations, subresource })]
  })
  return [
    ...(namespaced ? [[`${root}/${plural}`, methods(definition, [['get', 'list']], { operations: own })]] : []),
    [collection, methods(definition, COLLECTION, { operations: own })],
    [`${collection}/{name}`, methods(definition, OBJECT, { operations: own })],
    ...subresources,
  ] as [string, object][]
}

function referenceTo({ custom, kind }: ResourceDefinition, wanted: Kind): object {
  if (custom && wanted.kind === kind) return { $ref: `#/components/schemas/${customSchemaName(wanted)}` }
  return kindReference(`${wanted.group}/${wanted.version}/${wanted.kind}`)
}

interface Offer {
  operations: ReturnType<typeof operationsOf>
  subresource?: string
}

const ACTIONS: Partial<Record<Verb, string>> = { create: 'post', update: 'put' }

function methods(definition: ResourceDefinition, verbs: [string, Verb][], { operations, subresource }: Offer) {
  const kind = kindOf(definition, subresource)
  const schema = referenceTo(definition, kind)
  const content = { 'application/json': { schema }, 'application/yaml': { schema } }
  const offered = verbs.filter(([, verb]) => operations[verb])
  const described = offered.map(([method, verb]) => [
    method,
    {
      parameters: parametersOf(verb),
      responses: { 200: { description: 'OK', ...(verb === 'list' ? {} : { content }) } },
      'x-kubernetes-action': ACTIONS[verb] ?? verb,
      'x-kubernetes-group-version-kind': kind,
    },
  ])
  return Object.fromEntries(described)
}

const WRITES: readonly Verb[] = ['create', 'update', 'patch']

function parametersOf(verb: Verb) {
  const names = WRITES.includes(verb)
    ? ['dryRun', 'fieldManager', 'fieldValidation']
    : verb === 'delete'
      ? ['dryRun']
      : []
  return names.map((name) => ({ name, in: 'query', schema: { type: 'string', uniqueItems: true } }))
}

/**
 * Writes api-server/resources/schema/generated/schema.json from a running kube-apiserver and the published Go API types of the same release:
 *
 *   node generate.ts --server https://127.0.0.1:6443 --token TOKEN --modules FOLDER --release 0.36.3 --date 2026-01-31
 *
 * FOLDER holds the unpacked modules api, apimachinery and apiextensions-apiserver as Go's module cache names them. OpenAPI
 * has types, lists, merge keys and enums; only the Go types show which zero values the encoder omits.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { servedNames } from '../api-server/resources/names.ts'
import type { Field, ObjectType, SchemaTable } from '../api-server/resources/schema/table.ts'
import { type GoField, readPackage } from './go-source.ts'
import { type Definitions, fetchJson, type OpenApiSchema, publishedDefinitions } from './published.ts'

// Bodies of subresources and of requests, in addition to the stored kinds.
const FURTHER_KINDS = [
  { group: '', version: 'v1', kind: 'Binding' },
  { group: 'autoscaling', version: 'v1', kind: 'Scale' },
  { group: 'policy', version: 'v1', kind: 'Eviction' },
  { group: '', version: 'v1', kind: 'DeleteOptions' },
]

const EXTENSIONS = 'io.k8s.apiextensions-apiserver.pkg.apis.'

const SCALARS: Record<string, string> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'int-or-string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'micro-time',
  'io.k8s.apimachinery.pkg.runtime.RawExtension': 'raw',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': 'raw',
  [`${EXTENSIONS}apiextensions.v1.JSON`]: 'raw',
  [`${EXTENSIONS}apiextensions.v1.JSONSchemaPropsOrArray`]: 'schema-or-array',
  [`${EXTENSIONS}apiextensions.v1.JSONSchemaPropsOrBool`]: 'schema-or-bool',
  [`${EXTENSIONS}apiextensions.v1.JSONSchemaPropsOrStringArray`]: 'schema-or-strings',
}

const STRUCT_SCALARS = new Set(['quantity', 'int-or-string', 'time', 'micro-time', 'raw'])

const shortName = (name: string) =>
  name.replace('io.k8s.apimachinery.pkg.apis.', '').replace(EXTENSIONS, '').replace('io.k8s.api.', '')
const refOf = (schema: OpenApiSchema) => schema.$ref?.replace('#/definitions/', '')

function scalarOf(schema: OpenApiSchema): string {
  const ref = refOf(schema)
  if (ref) return SCALARS[ref] ?? shortName(ref)
  if (schema.type === 'boolean') return 'bool'
  if (schema.type === 'integer') return schema.format ?? 'int64'
  if (schema.type === 'number') return 'double'
  return schema.format === 'byte' ? 'bytes' : 'string'
}

function containerOf(schema: OpenApiSchema): Pick<Field, 'type' | 'container'> {
  if (schema.items) return { type: scalarOf(schema.items), container: 'list' }
  const values = schema.additionalProperties
  if (values?.items) return { type: scalarOf(values.items), container: 'map-of-lists' }
  if (values) return { type: scalarOf(values), container: 'map' }
  return { type: scalarOf(schema) }
}

/** Pointer, tag, and whether the value is a struct decide which zero values the encoder of Go omits. */
function presenceOf(go: GoField | undefined, shape: Pick<Field, 'type' | 'container'>): Field['presence'] {
  if (!go) return 'optional'
  if (go.pointer) return go.omitempty || go.omitzero ? 'optional' : 'nullable'
  if (go.omitzero) return 'omitzero'
  const struct = !shape.container && (shape.type.includes('.') || STRUCT_SCALARS.has(shape.type))
  return go.omitempty && !struct ? 'omitempty' : 'always'
}

function fieldOf(schema: OpenApiSchema, required: boolean, go: GoField | undefined): Field {
  const shape = containerOf(schema)
  const field: Field = { ...shape, presence: presenceOf(go, shape) }
  if (schema['x-kubernetes-list-type']) field.listType = schema['x-kubernetes-list-type']
  if (schema['x-kubernetes-list-map-keys']) field.mapKeys = schema['x-kubernetes-list-map-keys']
  if (schema['x-kubernetes-map-type']) field.mapType = schema['x-kubernetes-map-type']
  if (schema['x-kubernetes-patch-strategy']) field.patch = schema['x-kubernetes-patch-strategy']
  if (schema['x-kubernetes-patch-merge-key']) field.mergeKey = schema['x-kubernetes-patch-merge-key']
  if (required) field.required = true
  if (go?.proto.length) field.proto = go.proto
  if (schema.enum) field.enum = schema.enum
  // `presence` covers the zero values of fields that are always written.
  const isNeeded = schema.default !== '' || field.presence !== 'always'
  if (typeof schema.default === 'string' && isNeeded) field.default = schema.default
  return field
}

/** The folder of the Go source of a definition below the folder of modules, by the prefix of its name. */
const SOURCES: [string, (release: string) => string][] = [
  ['io.k8s.apimachinery.pkg.', (release) => join(`apimachinery@v${release}`, 'pkg')],
  [EXTENSIONS, (release) => join(`apiextensions-apiserver@v${release}`, 'pkg', 'apis')],
  ['io.k8s.api.', (release) => `api@v${release}`],
]

function goPackages(modules: string, release: string) {
  const read = new Map<string, Map<string, GoField[]>>()
  return (definition: string): GoField[] => {
    const [prefix, root] = SOURCES.find(([beginning]) => definition.startsWith(beginning))!
    const path = definition.slice(prefix.length).split('.')
    const struct = path.pop()!
    const folder = join(modules, root(release), ...path)
    if (!read.has(folder)) read.set(folder, readPackage(folder))
    return read.get(folder)?.get(struct) ?? []
  }
}

function objectTypeOf(schema: OpenApiSchema, goFields: GoField[]): ObjectType {
  const properties = schema.properties ?? {}
  const names = [...new Set([...goFields.map((field) => field.name), ...Object.keys(properties)])]
  const fields = names
    .filter((field) => field in properties)
    .map((field) => {
      const go = goFields.find((candidate) => candidate.name === field)
      return [field, fieldOf(properties[field]!, schema.required?.includes(field) ?? false, go)]
    })
  const mapType = schema['x-kubernetes-map-type']
  return { ...(mapType ? { mapType } : {}), fields: Object.fromEntries(fields) }
}

/** Follows references from the wanted kinds, so that the table holds nothing that no request can reach. */
function reachable(definitions: Definitions, roots: string[]): string[] {
  const found = new Set<string>()
  const visit = (name: string) => {
    if (found.has(name) || name in SCALARS) return
    found.add(name)
    for (const property of Object.values(definitions[name]?.properties ?? {})) {
      const ref = [property, property.items, property.additionalProperties]
        .map((part) => part && refOf(part))
        .find(Boolean)
      if (ref) visit(ref)
    }
  }
  roots.forEach(visit)
  return [...found].sort()
}

function kindsOf(definitions: Definitions): [string, string][] {
  return [...servedNames(), ...FURTHER_KINDS].map(({ group, version, kind }) => {
    const found = Object.entries(definitions).find(([, schema]) =>
      schema['x-kubernetes-group-version-kind']?.some(
        (gvk) => gvk.group === group && gvk.version === version && gvk.kind === kind,
      ),
    )
    if (!found)
      throw new Error(`the server's /openapi/v2 has no ${group}/${version} ${kind}: is the API enabled there?`)
    return [`${group}/${version}/${kind}`, found[0]]
  })
}

function write(table: SchemaTable): void {
  const types = Object.entries(table.types).map(([name, type]) => {
    const fields = Object.entries(type.fields).map(
      ([field, facts]) => `   ${JSON.stringify(field)}: ${JSON.stringify(facts)}`,
    )
    const mapType = type.mapType ? `"mapType": ${JSON.stringify(type.mapType)}, ` : ''
    return `  ${JSON.stringify(name)}: {${mapType}"fields": {\n${fields.join(',\n')}}}`
  })
  const text = `{\n "source": ${JSON.stringify(table.source)},\n "kinds": ${JSON.stringify(table.kinds)},\n "types": {\n${types.join(',\n')}\n }\n}\n`
  writeFileSync(new URL('../api-server/resources/schema/generated/schema.json', import.meta.url), text)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      server: { type: 'string' },
      token: { type: 'string', default: '' },
      modules: { type: 'string' },
      release: { type: 'string' },
      date: { type: 'string' },
    },
  })
  const { server, token, modules, release, date } = values
  if (!server || !modules || !release || !date) {
    throw new Error('expected --server, --modules, --release and --date; see the head of this file')
  }
  const definitions = await publishedDefinitions({ server, token, versions: [...servedNames(), ...FURTHER_KINDS] })
  const { gitVersion } = (await fetchJson({ server, token }, '/version')) as { gitVersion: string }
  const goFields = goPackages(modules, release)
  const kinds = kindsOf(definitions)
  const types = reachable(
    definitions,
    kinds.map(([, name]) => name),
  ).map((name) => [shortName(name), objectTypeOf(definitions[name]!, goFields(name))] as const)
  write({
    source: {
      version: gitVersion,
      date,
      from: [
        '/openapi/v2',
        '/openapi/v3',
        'JSON tags of k8s.io/api, k8s.io/apimachinery and k8s.io/apiextensions-apiserver',
      ],
    },
    kinds: Object.fromEntries(kinds.map(([kind, name]) => [kind, shortName(name)])),
    types: Object.fromEntries(types),
  })
}

if (import.meta.main) await main()

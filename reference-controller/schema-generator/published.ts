import { Agent, request } from 'undici'

/** A schema as kube-apiserver publishes it, with what the table is made from. */
export interface OpenApiSchema {
  type?: string
  format?: string
  $ref?: string
  items?: OpenApiSchema
  additionalProperties?: OpenApiSchema
  properties?: Record<string, OpenApiSchema>
  required?: string[]
  enum?: string[]
  default?: unknown
  'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map'
  'x-kubernetes-list-map-keys'?: string[]
  'x-kubernetes-map-type'?: 'atomic' | 'granular'
  'x-kubernetes-patch-strategy'?: string
  'x-kubernetes-patch-merge-key'?: string
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[]
}

export type Definitions = Record<string, OpenApiSchema>

/** The source of the schemas. */
export interface Source {
  server: string
  token: string
  /** The kinds to generate schemas for. */
  versions: readonly { group: string; version: string }[]
}

export async function fetchJson({ server, token }: Pick<Source, 'server' | 'token'>, path: string): Promise<unknown> {
  // A throw-away server signs its own certificate; what is read here is public schema.
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } })
  const answer = await request(`${server}${path}`, { headers: { authorization: `Bearer ${token}` }, dispatcher })
  const body = await answer.body.json()
  if (answer.statusCode !== 200) throw new Error(`expected 200 from ${path}, got ${answer.statusCode}`)
  await dispatcher.close()
  return body
}

/** All definitions of version 2 of OpenAPI, with the defaults of their fields, which only version 3 has. */
export async function publishedDefinitions(source: Source): Promise<Definitions> {
  const { definitions } = (await fetchJson(source, '/openapi/v2')) as { definitions: Definitions }
  const merged = { ...definitions }
  for (const path of new Set(source.versions.map(({ group, version }) => pathOf(group, version)))) {
    const document = (await fetchJson(source, `/openapi/v3/${path}`)) as { components: { schemas: Definitions } }
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      if (merged[name]) merged[name] = withDefaults(merged[name], schema)
    }
  }
  return merged
}

const pathOf = (group: string, version: string) => (group ? `apis/${group}/${version}` : `api/${version}`)

function withDefaults(schema: OpenApiSchema, { properties = {} }: OpenApiSchema): OpenApiSchema {
  if (!schema.properties) return schema
  const fields = Object.entries(schema.properties)
  const withDefault = fields.map(([name, field]) => [name, { ...field, default: properties[name]?.default }])
  return { ...schema, properties: Object.fromEntries(withDefault) }
}

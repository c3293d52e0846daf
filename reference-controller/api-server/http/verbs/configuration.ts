import { isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import {
  BodyError,
  decodeBodyOf,
  type KubeObject,
  type ResourceDefinition,
  schemaErrors,
  type Writing,
} from '../../resources/index.ts'
import { badRequest, untranslated, yaml11Bool } from '../request/index.ts'

/** The configuration of an apply: the fields that the manager wants to own. */
export interface Configuration {
  config: KubeObject
  /** A message for each key that the text repeats, with its line. */
  repeated: string[]
}

/** Reads a configuration, which is YAML, and so may be JSON. */
export function readConfiguration(text: string): Configuration {
  const { value, repeated } = plainJson(text) ?? readYaml(text)
  if (typeof value === 'object' && !Array.isArray(value)) return { config: (value ?? {}) as KubeObject, repeated }
  throw undecodable(`expected an object, got ${Array.isArray(value) ? 'a list' : typeof value}`)
}

interface Read {
  value: unknown
  repeated: string[]
}

/** JSON without repeated keys, as most clients send it. */
function plainJson(text: string): Read | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return JSON.stringify(value) === text ? { value, repeated: [] } : undefined
  } catch {
    return undefined
  }
}

function readYaml(text: string): Read {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, {
    uniqueKeys: false,
    lineCounter,
    customTags: (tags) => [yaml11Bool, ...tags],
  })
  const [problem] = document.errors
  if (problem) throw undecodable(`error converting YAML to JSON: yaml: ${problem.message.split('\n')[0]}`)
  const repeated: string[] = []
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>()
      for (const { key } of isMap(map) ? map.items : []) {
        if (!isScalar(key)) continue
        const name = String(key.value)
        const { line } = lineCounter.linePos(key.range?.[0] ?? 0)
        if (seen.has(name)) repeated.push(`line ${line}: key ${JSON.stringify(name)} already set in map`)
        seen.add(name)
      }
    },
  })
  return { value: document.toJS() as unknown, repeated }
}

const undecodable = (problem: string) => badRequest(`error decoding YAML: ${problem}`)

/** Throws if the configuration is of another kind or shape. */
export function checkConfiguration(
  config: KubeObject,
  resource: ResourceDefinition,
  { shape }: Pick<Writing, 'shape'>,
) {
  const { group, version, kind } = resource
  const [givenVersion = '', givenGroup = ''] = String(config.apiVersion ?? '')
    .split('/')
    .reverse()
  if (givenGroup !== group || givenVersion !== version || config.kind !== kind) {
    const given = `${givenGroup}/${givenVersion}, Kind=${config.kind ?? ''}`
    throw badRequest(`invalid object type: ${given}`)
  }
  config.metadata ??= {} as KubeObject['metadata']
  if (Array.isArray(config.metadata['managedFields'])) throw badRequest('metadata.managedFields must be nil')
  const errors = schemaErrors(shape, config)
  if (errors.length === 0) return
  throw untranslated(`failed to create typed patch object (${described(config, resource)}): ${errors.join('; ')}`)
}

/** An applied object as its type has it, in the order and spelling of the server, and free to be changed. */
export function decodeApplied(resource: ResourceDefinition, config: KubeObject, applied: KubeObject): KubeObject {
  const { managedFields, ...metadata } = applied.metadata
  try {
    const { object } = decodeBodyOf(resource, structuredClone({ ...applied, metadata }), 'Ignore')
    if (managedFields !== undefined) object.metadata['managedFields'] = managedFields
    return object
  } catch (cause) {
    if (!(cause instanceof BodyError)) throw cause
    const { message } = cause.cause instanceof Error ? cause.cause : cause
    const target = `${groupVersionOf(resource)}, Kind=${resource.kind}`
    const problem = `unable to convert unstructured object to ${target}: ${message}`
    throw untranslated(`failed to convert new object (${described(config, resource)}) to proper version: ${problem}`)
  }
}

/** The name of a configuration in messages. */
function described({ metadata: { namespace = '', name = '' } }: KubeObject, resource: ResourceDefinition): string {
  return `${namespace}/${name}; ${groupVersionOf(resource)}, Kind=${resource.kind}`
}

const groupVersionOf = ({ group, version }: ResourceDefinition) => `${group}/${version}`

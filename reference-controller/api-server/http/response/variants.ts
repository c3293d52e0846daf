import type { KubeObject, ResourceDefinition } from '../../resources/index.ts'
import { badRequest, json, type Response, type Sink, StatusError, streamEvent, type Variant } from '../request/index.ts'

/** An object or a list, as it comes from an operation. */
interface Whole extends KubeObject {
  items?: KubeObject[]
}

export interface Shaping {
  as: Variant
  definition: ResourceDefinition
  query: URLSearchParams
  now: () => number
}

/** Converts the objects in a response to the kind that the client accepts. */
export function shaped(response: Response, shaping: Shaping): Response {
  const shape = shaperOf(shaping)
  if (response.kind === 'stream') return { kind: 'stream', start: (sink) => response.start(shapedSink(sink, shape)) }
  if (response.kind === 'text' || response.code >= 400) return response
  const whole: Whole = JSON.parse(response.body)
  return whole.kind === 'Status' ? response : json(response.code, shape(whole, true))
}

/** A sink that converts the objects of a watch one by one. */
function shapedSink(sink: Sink, shape: Shape): Sink {
  let first = true
  return {
    ...sink,
    write(event) {
      const { type, object } = event.value
      if (type === 'ERROR') return sink.write(event)
      sink.write(streamEvent({ type, object: shape(object as Whole, first) }))
      first = false
    },
  }
}

/** `first` is true for the first table of a response, which has the columns. */
type Shape = (whole: Whole, first: boolean) => unknown

function shaperOf(shaping: Shaping): Shape {
  const { as, definition } = shaping
  if (as.kind === 'Table') return tableShaper(shaping)
  if (as.kind === 'PartialObjectMetadata') {
    return (whole) => {
      if (whole.items) throw notA('PartialObjectMetadata', `is a list (*core.${definition.listKind})`)
      return partial(whole, as)
    }
  }
  return (whole) => {
    if (!whole.items) throw notA('PartialObjectMetadataList', `is not a list (*core.${definition.kind})`)
    const items = whole.items.map((item) => partial(item, as))
    return { kind: 'PartialObjectMetadataList', apiVersion: apiVersionOf(as), metadata: listMeta(whole), items }
  }
}

/** Only lists of custom objects have an empty continue; tables and metadata have none. */
function listMeta({ metadata }: Whole) {
  const { continue: token, ...rest } = metadata
  return token ? metadata : rest
}

const apiVersionOf = ({ version }: Variant) => `meta.k8s.io/${version}`

function partial({ metadata }: KubeObject, as: Variant) {
  return { kind: 'PartialObjectMetadata', apiVersion: apiVersionOf(as), metadata }
}

function notA(kind: string, seen: string): StatusError {
  return new StatusError(406, 'NotAcceptable', `you requested ${kind}, but the requested object ${seen}`)
}

function tableShaper({ as, definition, query, now }: Shaping): Shape {
  const { columns, conditions } = definition.table
  const included = includedObject(query)
  // Columns of built-in kinds have no description here.
  const columnDefinitions = columns.map(({ name, type, format = '', description = '', priority = 0 }) => {
    return { name, type, format, description, priority }
  })
  return (whole, first) => {
    const { resourceVersion, continue: token, remainingItemCount } = listMeta(whole)
    const time = now()
    const rows = (whole.items ?? [whole]).map((object) => {
      const said = conditions(object)
      return {
        cells: columns.map(({ cell }) => cell(object, time)),
        ...(said.length > 0 ? { conditions: said } : {}),
        object: included === 'None' ? null : included === 'Object' ? typed(object, definition) : partial(object, as),
      }
    })
    const metadata = { resourceVersion, continue: token, remainingItemCount }
    const heads = first ? columnDefinitions : null
    return { kind: 'Table', apiVersion: apiVersionOf(as), metadata, columnDefinitions: heads, rows }
  }
}

/** Items of a list have no kind and apiVersion, rows have. */
function typed(object: KubeObject, { group, version, kind }: ResourceDefinition): KubeObject {
  return { kind, apiVersion: group ? `${group}/${version}` : version, ...object }
}

const INCLUDED = ['Metadata', 'Object', 'None', '']

function includedObject(query: URLSearchParams): string {
  const wanted = query.get('includeObject') ?? ''
  if (INCLUDED.includes(wanted)) return wanted
  const problem = `includeObject: Invalid value: ${JSON.stringify(wanted)}: must be 'Metadata', 'Object', 'None', or empty`
  throw badRequest(`Unable to convert to Table as requested: ${problem}`)
}

import { StatusError } from './status.ts'

export type MediaType = 'application/json' | 'application/yaml'

/** The media type that a client accepts, and the kind if it is another than the object's own. */
export interface Accepted {
  type: MediaType
  as?: Variant
}

/** A kind into which an object can be converted for a response. */
export interface Variant {
  kind: string
  version: string
}

const OFFERED: Record<string, MediaType> = {
  '*/*': 'application/json',
  'application/*': 'application/json',
  'application/json': 'application/json',
  'application/yaml': 'application/yaml',
}

/** The supported groups and kinds, with their versions. */
const VARIANTS = new Map([
  ['meta.k8s.io Table', ['v1', 'v1beta1']],
  ['meta.k8s.io PartialObjectMetadata', ['v1', 'v1beta1']],
  ['meta.k8s.io PartialObjectMetadataList', ['v1', 'v1beta1']],
  ['apidiscovery.k8s.io APIGroupDiscoveryList', ['v2']],
])

/** The first of the accepted media types that can be served. Throws a 406 when there is none. */
export function chooseMediaType(accept = '*/*'): Accepted {
  let refused = false
  for (const range of accept.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim())
    const wanted = type.toLowerCase() || '*/*'
    const offered = Object.hasOwn(OFFERED, wanted) ? OFFERED[wanted] : undefined
    const as = variantIn(parameters)
    if (offered && as !== 'unknown') return as ? { type: offered, as } : { type: offered }
    refused ||= offered !== undefined
  }
  if (refused) {
    const offers = 'application/json, application/yaml'
    throw new StatusError(406, 'NotAcceptable', `only the following media types are accepted: ${offers}`)
  }
  const offers = 'application/json, application/yaml, application/json;stream=watch'
  const message = `406: Not Acceptable\n\nAvailable representations: ${offers}`
  throw new StatusError(406, 'NotAcceptable', message, { details: {} })
}

function variantIn(parameters: readonly string[]): Variant | 'unknown' | undefined {
  const given = new URLSearchParams(parameters.join('&'))
  const kind = given.get('as')
  if (!kind) return undefined
  const version = given.get('v') ?? ''
  return VARIANTS.get(`${given.get('g')} ${kind}`)?.includes(version) ? { kind, version } : 'unknown'
}

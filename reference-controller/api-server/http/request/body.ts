import type { IncomingMessage } from 'node:http'
import { parse as parseYaml, type ScalarTag } from 'yaml'
import { BodyError, MAX_DEPTH, protobufToJson } from '../../resources/index.ts'
import { badRequest, StatusError, unknownFormat } from './status.ts'

// The limit of kube-apiserver.
const LIMIT = 3 * 1024 * 1024
// A client reads the refusal only after it has sent its whole body, so the rest is read up to this size.
const PATIENCE = 16 * LIMIT

/** Reads the whole body. Throws a 413 for one that is too large, or the error that ends the connection. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= LIMIT) chunks.push(chunk)
    else chunks.length = 0
    if (size > PATIENCE) break
  }
  if (size > LIMIT) throw new StatusError(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${LIMIT}`)
  return Buffer.concat(chunks)
}

const MEDIA_TYPE = /^[\w!#$&^.+-]+(\/[\w!#$&^.+-]+)?\s*(;\s*[\w!#$&^.+-]+\s*=\s*("[^"]*"|[^\s;"]+)\s*)*;?\s*$/

/** The media type without its parameters. A header that is no media type is returned as it is. */
export function mediaTypeOf(header = ''): string {
  const text = header.trim()
  return MEDIA_TYPE.test(text) ? text.split(';')[0]!.trim().toLowerCase() : text
}

const JSON_TYPES = ['', 'application/json']
const YAML_TYPES = ['application/yaml', 'application/x-yaml']

const PROTOBUF = 'application/vnd.kubernetes.protobuf'

/** The body of a write as JSON text. */
export function asJson(bytes: Buffer, mediaType: string, kind: string): string {
  if (mediaType === PROTOBUF) return bytes.length === 0 ? '' : fromProtobuf(bytes)
  const body = bytes.toString()
  if (JSON_TYPES.includes(mediaType)) return body
  if (!YAML_TYPES.includes(mediaType)) {
    throw unknownFormat(['json', 'yaml', 'vnd.kubernetes.protobuf'])
  }
  try {
    return body.trim() === '' ? '' : JSON.stringify(parseYaml(body, { customTags: (tags) => [yaml11Bool, ...tags] }))
  } catch (cause) {
    // The parser reports its own stack overflow as a syntax error.
    const tooDeep = /call stack/.test((cause as Error).message)
    const [problem = ''] = tooDeep ? [`exceeded max depth of ${MAX_DEPTH}`] : (cause as Error).message.split('\n')
    const seen = Buffer.from(body.slice(0, 32)).toString('hex')
    throw badRequest(`the object provided is unrecognized (must be of type ${kind}): yaml: ${problem} (${seen})`, cause)
  }
}

function fromProtobuf(bytes: Buffer): string {
  try {
    return protobufToJson(bytes)
  } catch (cause) {
    if (cause instanceof BodyError) throw badRequest(cause.message, cause)
    throw cause
  }
}

/** Kubernetes reads booleans of YAML 1.1: `yes` and `on` are true. */
export const yaml11Bool: ScalarTag = {
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  identify: (value) => typeof value === 'boolean',
  test: /^(?:y|yes|true|on|n|no|false|off)$/i,
  resolve: (text) => /^(?:y|yes|true|on)$/i.test(text),
}

import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** The encoding of one field: facts that OpenAPI does not carry, read from the published API types. */
export interface GoField {
  name: string
  pointer: boolean
  omitempty: boolean
  omitzero: boolean
  /** The position of the field in a protobuf message: its number, after those of the messages that JSON flattens. */
  proto: number[]
}

const STRUCT = /^type (\w+) struct \{\n([\s\S]*?)^\}/gm
const FIELD = /^\s+(?:(\w+)\s+)?(\S+)\s+`json:"([^"]*)"/
const PROTO = /protobuf:"\w+,(\d+),/
const INLINE = /^\s+(\S+)\s+`json:",inline"/

/**
 * Reads the structs of one package folder. Fields come in declaration order, embedded structs of the same package
 * flattened in place, as the encoder writes them.
 */
export function readPackage(folder: string): Map<string, GoField[]> {
  const bodies = new Map<string, string>()
  const files = readdirSync(folder).filter((file) => file.endsWith('.go') && !/_test|generated/.test(file))
  for (const file of files) {
    for (const [, name, body] of readFileSync(join(folder, file), 'utf8').matchAll(STRUCT)) bodies.set(name!, body!)
  }
  return new Map([...bodies.keys()].map((name) => [name, fieldsOf(name, bodies)]))
}

function fieldsOf(name: string, bodies: Map<string, string>): GoField[] {
  return (bodies.get(name) ?? '').split('\n').flatMap((line) => {
    const inline = INLINE.exec(line)
    const proto = [...(PROTO.exec(line)?.slice(1, 2) ?? [])].map(Number)
    if (inline) return inlined(inline[1]!, bodies, proto)
    const match = FIELD.exec(line)
    if (!match || line.trimStart().startsWith('//')) return []
    const [json, ...flags] = match[3]!.split(',')
    // An embedded struct without a name in its tag is written in place as well.
    if (!json || json === '-') return flags.includes('inline') ? inlined(match[2]!, bodies, proto) : []
    const type = match[2]!
    const pointer = type.startsWith('*')
    const [omitempty, omitzero] = [flags.includes('omitempty'), flags.includes('omitzero')]
    return [{ name: json, pointer, omitempty, omitzero, proto }]
  })
}

function inlined(type: string, bodies: Map<string, string>, outer: number[]): GoField[] {
  if (basename(type.replaceAll('.', '/')) !== 'TypeMeta') {
    return fieldsOf(type, bodies).map((field) => ({ ...field, proto: [...outer, ...field.proto] }))
  }
  return ['kind', 'apiVersion'].map((name) => ({
    name,
    pointer: false,
    omitempty: true,
    omitzero: false,
    proto: [],
  }))
}

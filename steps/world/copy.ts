import type { KubeObject, Manifest } from '../client/index.ts'

/** Fields by path, and their values as YAML reads them; undefined takes a field away. */
export type Fields = readonly (readonly [path: string, value: unknown])[]

type Container = Record<string, unknown>

/** What the API server gives each object anew. */
const GIVEN = [
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'generation',
  'managedFields',
  'deletionTimestamp',
] as const

/** The manifest of another object like this one, with other fields. */
export function copyOf({ status: _, ...object }: KubeObject, fields: Fields): Manifest {
  const copy = structuredClone(object) as Manifest & Container
  for (const field of GIVEN) delete (copy.metadata as Container)[field]
  for (const [path, value] of fields) write(copy, keysOf(path), value)
  return copy
}

/** `spec.containers[0].image`, `metadata.labels[app.kubernetes.io/name]`. */
const keysOf = (path: string): string[] =>
  [...path.matchAll(/\[([^\]]+)\]|([^.[\]]+)/g)].map(([, bracketed, plain]) => bracketed ?? plain ?? '')

function write(into: Container, [key = '', ...rest]: string[], value: unknown): void {
  if (rest.length > 0) {
    into[key] ??= {}
    write(into[key] as Container, rest, value)
  } else if (value === undefined) delete into[key]
  else into[key] = value
}

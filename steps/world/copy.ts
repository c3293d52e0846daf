import type { KubeObject, Manifest } from '../client/index.ts'

/** Fields by path, such as `spec.containers[0].image`, and their values; undefined removes a field. */
export type Fields = readonly (readonly [path: string, value: unknown])[]

type Container = Record<string, unknown>

/** Fields that the API server sets on each new object. */
const SET_BY_SERVER = [
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
  for (const field of SET_BY_SERVER) delete (copy.metadata as Container)[field]
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

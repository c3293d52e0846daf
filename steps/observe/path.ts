/**
 * Reads a field by its path: `spec.hostname`, `metadata.labels[app.kubernetes.io/name]`, `spec.containers[0].image`.
 * @returns undefined where the path leads nowhere
 */
export function path(object: unknown, field: string): unknown {
  const keys = [...field.matchAll(/\[([^\]]+)\]|([^.[\]]+)/g)].map(([, bracketed, plain]) => bracketed ?? plain ?? '')
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object)
}

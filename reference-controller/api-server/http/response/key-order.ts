import { type ResourceRequest, type Response, streamEvent } from '../request/index.ts'

/**
 * Writes custom objects with their keys in alphabetical order, since kube-apiserver keeps them as maps; all others
 * are written in the order of their types.
 */
export function inOrder(
  response: Response,
  { definition, subresource }: Pick<ResourceRequest, 'definition' | 'subresource'>,
): Response {
  if (!definition.custom || subresource === 'scale' || response.kind === 'text') return response
  if (response.kind === 'json') {
    const body: unknown = JSON.parse(response.body)
    return isStatus(body) ? response : { ...response, body: JSON.stringify(sorted(body)) }
  }
  return {
    kind: 'stream',
    start: (sink) =>
      response.start({
        ...sink,
        write(event) {
          const { type, object } = event.value
          sink.write(type === 'ERROR' ? event : streamEvent({ type, object: sorted(object) }))
        },
      }),
  }
}

const isStatus = (body: unknown) => (body as { kind?: string } | null)?.kind === 'Status'

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]))
}

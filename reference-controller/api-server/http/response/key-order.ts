import type { Answer, Call } from '../request/resource-request.ts'

/**
 * Answers about custom objects have their keys in alphabetical order, since the real server keeps such objects as
 * maps; all others are written in the order of their types.
 */
export function inOrder(answer: Answer, { definition, subresource }: Pick<Call, 'definition' | 'subresource'>): Answer {
  if (!definition.custom || subresource === 'scale' || answer.kind === 'text') return answer
  if (answer.kind === 'json') {
    const body: unknown = JSON.parse(answer.body)
    return isStatus(body) ? answer : { ...answer, body: JSON.stringify(sorted(body)) }
  }
  return {
    kind: 'stream',
    start: (sink) =>
      answer.start({
        ...sink,
        write(line) {
          const { type, object } = JSON.parse(line.toString())
          sink.write(type === 'ERROR' ? line : Buffer.from(`${JSON.stringify({ type, object: sorted(object) })}\n`))
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

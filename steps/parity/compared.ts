import type { Exchange } from './exchange.ts'

type Json = Record<string, unknown>

interface Cause {
  readonly reason?: string
  readonly field?: string
}

/**
 * The part of a response that must be equal: everything but the wording of refusals and warnings. Of a refusal that is
 * its code, its reason, its details, and which fields it blames for which reason; of warnings, how many there are.
 */
export function compared({ code, warning = '', retryAfter, answer }: Exchange) {
  const isRefusal = typeof answer === 'string' && code >= 400
  const warnings = warning.match(/299 - "/g)?.length ?? 0
  return { code, warnings, retryAfter, answer: isRefusal ? 'TEXT' : withoutWording(answer) }
}

/** A Status may be the whole response, or the object of an ERROR event in a watch. */
function withoutWording(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWording)
  if (typeof value !== 'object' || value === null) return value
  if (isFailure(value as Json)) return withoutMessages(value as Json)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutWording(item)]))
}

const isFailure = ({ kind, status }: Json) => kind === 'Status' && status === 'Failure'

function withoutMessages({ message: _message, details, ...status }: Json): Json {
  const { causes, ...rest } = (details ?? {}) as Json & { causes?: readonly Cause[] }
  // kube-apiserver checks some fields twice, and reports them as often.
  const fields = new Set(causes?.map(({ reason, field }) => `${reason ?? ''} ${field ?? ''}`.trim()))
  return { ...status, ...(details ? { details: rest } : {}), ...(causes ? { causes: [...fields].sort() } : {}) }
}

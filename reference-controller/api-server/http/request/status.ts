import type { ResourceDefinition, StatusCause } from '../../resources/index.ts'

/** The body of every response that is neither an object nor a list (metav1.Status). */
export interface Status {
  kind: 'Status'
  apiVersion: 'v1'
  metadata: Record<string, unknown>
  status: 'Success' | 'Failure'
  message?: string
  reason?: string
  details?: StatusDetails
  code?: number
}

export interface StatusDetails {
  name?: string
  group?: string
  kind?: string
  uid?: string
  causes?: { reason: string; message: string; field?: string }[]
  retryAfterSeconds?: number | undefined
}

/** A refusal: the request ends with this Status. */
export class StatusError extends Error {
  readonly code: number
  readonly reason: string | undefined
  readonly details: StatusDetails | undefined

  constructor(
    code: number,
    reason: string | undefined,
    message: string,
    more?: ErrorOptions & { details?: StatusDetails },
  ) {
    super(message, more)
    this.code = code
    this.reason = reason
    this.details = more?.details
  }
}

export function failure({ code, reason, message, details }: StatusError): Status {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    ...(reason ? { reason } : {}),
    ...(details ? { details } : {}),
    code,
  }
}

export function success(more: Partial<Status>): Status {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', ...more }
}

type Named = Pick<ResourceDefinition, 'group' | 'plural' | 'kind'>

/** The name of a resource in messages: `pods`, `statefulsets.apps`. */
export function qualified({ group, plural }: Pick<Named, 'group' | 'plural'>): string {
  return group ? `${plural}.${group}` : plural
}

/** Details in which `kind` is, by upstream's habit, the plural of the resource. */
export function detailsOf({ group, plural }: Pick<Named, 'group' | 'plural'>, name: string): StatusDetails {
  return { ...(name ? { name } : {}), ...(group ? { group } : {}), kind: plural }
}

export const unauthorized = () => new StatusError(401, 'Unauthorized', 'Unauthorized')

export const badRequest = (message: string, cause?: unknown) => new StatusError(400, 'BadRequest', message, { cause })

/** Errors that upstream does not translate leave it as a bare 500. */
export const untranslated = (message: string) => new StatusError(500, undefined, message)

/** `accepted` are kinds of `application/…`. */
export function unknownFormat(accepted: readonly string[]): StatusError {
  const types = accepted.map((type) => `application/${type}`).join(', ')
  const message = `the body of the request was in an unknown format - accepted media types include: ${types}`
  return new StatusError(415, 'UnsupportedMediaType', message)
}

export function noSuchResource(): StatusError {
  return new StatusError(404, 'NotFound', 'the server could not find the requested resource', { details: {} })
}

export function methodNotAllowed(): StatusError {
  const message = 'the server does not allow this method on the requested resource'
  return new StatusError(405, 'MethodNotAllowed', message, { details: {} })
}

/** The refusal of a verb that a custom kind does not have. */
export function notSupportedOn(resource: Pick<Named, 'group' | 'plural'>, verb: string): StatusError {
  const message = `${verb} is not supported on resources of kind ${JSON.stringify(qualified(resource))}`
  return new StatusError(405, 'MethodNotAllowed', message, { details: detailsOf(resource, '') })
}

export function notFound(resource: Named, name: string): StatusError {
  const details = detailsOf(resource, name)
  return new StatusError(404, 'NotFound', `${qualified(resource)} "${name}" not found`, { details })
}

export function alreadyExists(resource: Named, name: string): StatusError {
  const details = detailsOf(resource, name)
  return new StatusError(409, 'AlreadyExists', `${qualified(resource)} "${name}" already exists`, { details })
}

export function conflict(resource: Pick<Named, 'group' | 'plural'>, name: string, problem: string): StatusError {
  const message = `Operation cannot be fulfilled on ${qualified(resource)} "${name}": ${problem}`
  return new StatusError(409, 'Conflict', message, { details: detailsOf(resource, name) })
}

export function modified(resource: Named, name: string): StatusError {
  const problem = 'the object has been modified; please apply your changes to the latest version and try again'
  return conflict(resource, name, problem)
}

/** `problem` is the message for people; `causes` go to the details only. */
export function forbidden(resource: Named, name: string, problem: string, causes?: StatusCause[]): StatusError {
  const details = { ...detailsOf(resource, name), ...(causes ? { causes } : {}) }
  return new StatusError(403, 'Forbidden', `${qualified(resource)} "${name}" is forbidden: ${problem}`, { details })
}

export function invalid(kind: Pick<Named, 'group' | 'kind'>, name: string, causes: StatusCause[]): StatusError {
  // The message contains each problem once.
  const sentences = [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))]
  const problem = sentences.length === 1 ? sentences[0] : `[${sentences.join(', ')}]`
  const message = `${qualified({ group: kind.group, plural: kind.kind })} "${name}" is invalid: ${problem}`
  const details = { ...detailsOf({ group: kind.group, plural: kind.kind }, name), causes }
  return new StatusError(422, 'Invalid', message, { details })
}

export function expired(message: string): StatusError {
  return new StatusError(410, 'Expired', message)
}

export function tooManyRequests(message: string, { retryAfterSeconds, ...details }: StatusDetails): StatusError {
  const wait = retryAfterSeconds ? { retryAfterSeconds } : {}
  return new StatusError(429, 'TooManyRequests', message, { details: { ...details, ...wait } })
}

export function tooLargeRevision(requested: number | bigint, current: number): StatusError {
  const message = `Timeout: Too large resource version: ${requested}, current: ${current}`
  const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }]
  return new StatusError(504, 'Timeout', message, { details: { causes, retryAfterSeconds: 1 } })
}

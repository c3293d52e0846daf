import type { Status } from './objects.ts'

/** An answer of 400 or more: the server understood and refused. */
export class ApiError extends Error {
  readonly code: number
  readonly reason: string
  readonly status: Status

  constructor(asked: string, code: number, status: Status) {
    super(`${asked} was answered with ${code} ${status.reason ?? ''}: ${status.message ?? 'no message'}`)
    this.name = 'ApiError'
    this.code = code
    this.reason = status.reason ?? ''
    this.status = status
  }
}

/** True if the error is the API's refusal with this reason, for example `NotFound`, `AlreadyExists` or `Conflict`. */
export function refusedAs(error: unknown, ...reasons: string[]): error is ApiError {
  return error instanceof ApiError && reasons.includes(error.reason)
}

/** The Status in the body of a refusal; any other body (for example the page of a proxy) becomes the message of a Status. */
export function statusIn(body: string, code: number): Status {
  try {
    const status = JSON.parse(body)
    if (status && typeof status === 'object' && status.kind === 'Status') return status
  } catch {
    // Not JSON: reported below unchanged.
  }
  return { status: 'Failure', code, message: body.slice(0, 1000) }
}

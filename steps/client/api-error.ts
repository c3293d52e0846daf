import type { Status } from './objects.ts'

/** An answer of 400 and above. `status` is the API's own words; `code` the HTTP status. */
export class ApiError extends Error {
  readonly code: number
  readonly status: Status

  constructor(request: string, code: number, body: string) {
    const status = asStatus(code, body)
    const remedy =
      code === 401 ? ' (the credentials are none, wrong or expired; `kubectl auth whoami` tries them too)' : ''
    super(`${request} was answered ${code} ${status.reason ?? ''}: ${status.message ?? ''}${remedy}`)
    this.name = 'ApiError'
    this.code = code
    this.status = status
  }

  get reason(): string {
    return this.status.reason ?? ''
  }
}

/** True if what a request was about is gone, or another by now: somebody was faster. */
export const isGone = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === 404 || error.code === 409)

function asStatus(code: number, body: string): Status {
  try {
    const parsed = JSON.parse(body) as Status
    if (parsed?.kind === 'Status') return parsed
  } catch {
    // Proxies and load balancers answer in HTML or plain text.
  }
  return { kind: 'Status', code, message: body.slice(0, 500) }
}

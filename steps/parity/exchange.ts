/** A request and its response, masked. */
export interface Exchange {
  readonly request: string
  /** The HTTP status code; 0 without a response, and `answer` is then the reason. */
  readonly code: number
  readonly warning?: string
  /** The Retry-After header, in seconds: Go clients use it to retry, and ignore the Status. */
  readonly retryAfter?: string
  readonly answer: unknown
}

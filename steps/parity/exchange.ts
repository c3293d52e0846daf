/** A request and its answer, masked. */
export interface Exchange {
  readonly request: string
  /** Of HTTP; 0 where there was no answer, which then says why. */
  readonly code: number
  readonly warning?: string
  /** Seconds, as the header tells them: Go clients ask again by it, whatever the Status says. */
  readonly retryAfter?: string
  readonly answer: unknown
}

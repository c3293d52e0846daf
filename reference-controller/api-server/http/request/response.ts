/** What an operation returns: a body, or a stream of watch events. */
export type Response =
  | { kind: 'json'; code: number; body: string; contentType?: string; retryAfterSeconds?: number | undefined }
  | { kind: 'text'; code: number; body: string }
  | { kind: 'stream'; start(sink: Sink): void }

/** One event of a watch: as a value, frozen, and as the line that is sent. */
export interface StreamEvent {
  readonly value: { readonly type: string; readonly object: unknown }
  readonly line: Buffer
}

/** The receiver of watch events. */
export interface Sink {
  write(event: StreamEvent): void
  end(): void
  onClose(callback: () => void): void
}

/** The line is written when somebody first asks for it: readers in this thread take the value. */
export function streamEvent(value: StreamEvent['value'], text = () => JSON.stringify(value)): StreamEvent {
  let line: Buffer | undefined
  return {
    value: Object.freeze(value),
    get line() {
      line ??= Buffer.from(`${text()}\n`)
      return line
    },
  }
}

export const json = (code: number, body: unknown): Response => ({ kind: 'json', code, body: JSON.stringify(body) })

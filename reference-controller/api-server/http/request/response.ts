/** What an operation returns: a body, or a stream of watch events. */
export type Response =
  | { kind: 'json'; code: number; body: string; contentType?: string; retryAfterSeconds?: number | undefined }
  | { kind: 'text'; code: number; body: string }
  | { kind: 'stream'; start(sink: Sink): void }

/** The receiver of watch events. */
export interface Sink {
  write(line: Buffer): void
  end(): void
  onClose(callback: () => void): void
}

export const json = (code: number, body: unknown): Response => ({ kind: 'json', code, body: JSON.stringify(body) })

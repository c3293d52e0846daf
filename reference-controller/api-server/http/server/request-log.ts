import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../../../clock.ts'

/** Logs a request when its response has ended: code, method, URL, duration and user agent. */
export function logged(
  { method, url, headers }: IncomingMessage,
  response: ServerResponse,
  { clock, log }: { clock: Clock; log: (line: string) => void },
): void {
  const begun = clock.now()
  response.once('close', () => {
    const code = response.headersSent ? response.statusCode : '---'
    log(`${code} ${method} ${url} ${clock.now() - begun}ms "${headers['user-agent'] ?? ''}"`)
  })
}

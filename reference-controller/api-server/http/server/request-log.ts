import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../../../clock.ts'

/** Tells of one request when its answer is out, a watch when it ends: code, method, URL, time taken, who asked. */
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

import type { ServerResponse } from 'node:http'
import { stringify as toYaml } from 'yaml'
import type { MediaType, Response, Sink } from '../request/index.ts'

// A watcher that has fallen this far behind is cut off, as upstream does: it can list again and will be faster.
const BACKLOG_LIMIT = 64 * 1024 * 1024

/** Puts an answer on the wire. Nothing happens when the client has already gone. */
export function respond(
  http: ServerResponse,
  response: Response,
  more: { mediaType: MediaType; warnings: string[] },
): void {
  if (http.destroyed || http.headersSent) return
  http.setHeader('Cache-Control', 'no-cache, private')
  if (more.warnings.length > 0) http.setHeader('Warning', more.warnings.map(warningValue))
  if (response.kind === 'stream') stream(http, response.start)
  else {
    // The Go clients ask again by themselves where this header is, whatever the Status says.
    if (response.kind === 'json' && response.retryAfterSeconds)
      http.setHeader('Retry-After', response.retryAfterSeconds)
    send(http, response.code, contentOf(response, more.mediaType))
  }
}

function contentOf(
  response: Exclude<Response, { kind: 'stream' }>,
  mediaType: MediaType,
): { type: string; body: string } {
  if (response.kind === 'text') return { type: 'text/plain; charset=utf-8', body: response.body }
  if (response.kind === 'json' && response.contentType) return { type: response.contentType, body: response.body }
  const yaml = mediaType === 'application/yaml'
  const body = yaml ? toYaml(JSON.parse(response.body), { sortMapEntries: true }) : response.body
  return { type: mediaType, body }
}

function send(http: ServerResponse, code: number, { type, body }: { type: string; body: string }): void {
  // Whoever sent too much may still be sending: this connection is good for nothing more.
  if (code === 413) http.setHeader('Connection', 'close')
  http.writeHead(code, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) })
  http.end(body)
}

/** Agent unknown (299), and the text quoted: https://www.rfc-editor.org/rfc/rfc7234#section-5.5 */
function warningValue(text: string): string {
  const printable = text.replace(/[^\x20-\x7e]/g, '?')
  return `299 - "${printable.replace(/["\\]/g, '\\$&')}"`
}

function stream(http: ServerResponse, start: (sink: Sink) => void): void {
  http.writeHead(200, { 'Content-Type': 'application/json' })
  http.flushHeaders()
  start({
    write(line) {
      if (http.destroyed || http.writableEnded) return
      http.write(line)
      if (http.writableLength > BACKLOG_LIMIT) http.destroy()
    },
    end: () => void http.end(),
    onClose: (callback) => void http.once('close', callback),
  })
}

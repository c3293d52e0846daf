import type { ServerResponse } from 'node:http'
import { stringify as toYaml } from 'yaml'
import type { MediaType, Response, Sink } from '../request/index.ts'

// A watcher that is this far behind is disconnected, as in kube-apiserver: it lists again and catches up.
const BACKLOG_LIMIT = 64 * 1024 * 1024

/** Writes a response; does nothing if the client has disconnected. */
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
    // Go clients retry by this header, whatever the Status says.
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
  // The client may still be sending its body, so the connection cannot be used again.
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
  let waiting = false
  // One packet takes what is written in one turn of the event loop: a packet costs more than an event.
  function sendTogether() {
    if (waiting) return
    waiting = true
    http.cork()
    setImmediate(send)
  }
  function send() {
    if (waiting) http.uncork()
    waiting = false
  }
  start({
    write({ line }) {
      if (http.destroyed || http.writableEnded) return
      sendTogether()
      http.write(line)
      if (http.writableLength > BACKLOG_LIMIT) http.destroy()
    },
    end() {
      send()
      http.end()
    },
    onClose: (callback) => void http.once('close', callback),
  })
}

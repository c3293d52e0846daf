import type { ServerResponse } from 'node:http'
import { stringify as toYaml } from 'yaml'
import type { MediaType } from '../request/media-type.ts'
import type { Answer, Sink } from '../request/resource-request.ts'

// A watcher that has fallen this far behind is cut off, as upstream does: it can list again and will be faster.
const BACKLOG_LIMIT = 64 * 1024 * 1024

/** Puts an answer on the wire. Nothing happens when the client has already gone. */
export function respond(
  response: ServerResponse,
  answer: Answer,
  more: { mediaType: MediaType; warnings: string[] },
): void {
  if (response.destroyed || response.headersSent) return
  response.setHeader('Cache-Control', 'no-cache, private')
  if (more.warnings.length > 0) response.setHeader('Warning', more.warnings.map(warningValue))
  if (answer.kind === 'stream') stream(response, answer.start)
  else {
    // The Go clients ask again by themselves where this header is, whatever the Status says.
    if (answer.kind === 'json' && answer.retryAfterSeconds) response.setHeader('Retry-After', answer.retryAfterSeconds)
    send(response, answer.code, contentOf(answer, more.mediaType))
  }
}

function contentOf(answer: Exclude<Answer, { kind: 'stream' }>, mediaType: MediaType): { type: string; body: string } {
  if (answer.kind === 'text') return { type: 'text/plain; charset=utf-8', body: answer.body }
  if (answer.kind === 'json' && answer.contentType) return { type: answer.contentType, body: answer.body }
  const yaml = mediaType === 'application/yaml'
  const body = yaml ? toYaml(JSON.parse(answer.body), { sortMapEntries: true }) : answer.body
  return { type: mediaType, body }
}

function send(response: ServerResponse, code: number, { type, body }: { type: string; body: string }): void {
  // Whoever sent too much may still be sending: this connection is good for nothing more.
  if (code === 413) response.setHeader('Connection', 'close')
  response.writeHead(code, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}

/** Agent unknown (299), and the text quoted: https://www.rfc-editor.org/rfc/rfc7234#section-5.5 */
function warningValue(text: string): string {
  const printable = text.replace(/[^\x20-\x7e]/g, '?')
  return `299 - "${printable.replace(/["\\]/g, '\\$&')}"`
}

function stream(response: ServerResponse, start: (sink: Sink) => void): void {
  response.writeHead(200, { 'Content-Type': 'application/json' })
  response.flushHeaders()
  start({
    write(line) {
      if (response.destroyed || response.writableEnded) return
      response.write(line)
      if (response.writableLength > BACKLOG_LIMIT) response.destroy()
    },
    end: () => void response.end(),
    onClose: (callback) => void response.once('close', callback),
  })
}

/**
 * Splits a byte stream at LF only. A watch is a stream of JSON documents separated by LF, and JSON may contain
 * U+2028 unescaped, which line readers of the platform also split at, silently losing the event.
 */
export async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Buffer[] = []
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      rest.push(Buffer.from(chunk.subarray(start, end)))
      yield Buffer.concat(rest).toString()
      rest = []
      start = end + 1
    }
    if (start < chunk.length) rest.push(Buffer.from(chunk.subarray(start)))
  }
}

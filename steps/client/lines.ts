/**
 * Splits a byte stream at LF only. A watch is a stream of JSON documents separated by LF, and JSON may contain
 * U+2028 unescaped, which line readers of the platform also split at, silently losing the event.
 */
export async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let rest = ''
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true })
    // A line that is longer than a chunk is put together once, at its end.
    if (!text.includes('\n')) {
      rest += text
      continue
    }
    const ended = (rest + text).split('\n')
    rest = ended.pop() ?? ''
    yield* ended
  }
}

/**
 * Splits a stream of bytes into lines. Only LF ends a line: JSON escapes it inside strings, while readers that
 * split at U+2028 as well tear valid events apart.
 */
export async function* watchLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true })
    if (!text.includes('\n')) {
      rest += text
      continue
    }
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') yield line
  }
  if (rest.trim() !== '') throw new Error(`the watch ended inside an event: ${rest.slice(0, 100)}`)
}

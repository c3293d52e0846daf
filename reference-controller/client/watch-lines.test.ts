import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { watchLines } from './watch-lines.ts'

async function* chunksOf(bytes: Uint8Array, sizes: number[]): AsyncGenerator<Uint8Array> {
  let at = 0
  for (const size of [...sizes, bytes.length]) {
    yield bytes.subarray(at, at + size)
    at += size
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<string[]> {
  const lines: string[] = []
  for await (const line of watchLines(chunks)) lines.push(line)
  return lines
}

describe('watchLines', () => {
  it('gives back any events, however the stream is cut', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text))),
        fc.array(fc.nat(9)),
        async (events, sizes) => {
          const bytes = new TextEncoder().encode(events.map((event) => `${event}\n`).join(''))
          expect(await collect(chunksOf(bytes, sizes))).to.deep.equal(events)
        },
      ),
    ))

  it('does not split at U+2028', async () => {
    const bytes = new TextEncoder().encode('"a\u2028b"\n')
    expect(await collect(chunksOf(bytes, []))).to.deep.equal(['"a\u2028b"'])
  })

  it('reports a stream that ends inside an event', async () => {
    const error = await collect(chunksOf(new TextEncoder().encode('{"a'), [])).catch((caught: unknown) => caught)
    expect(String(error)).to.match(/ended inside an event: {"a/)
  })
})

import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { lines } from './lines.ts'
import { all } from './testing.ts'

async function* stream(...chunks: Uint8Array[]) {
  yield* chunks
}

async function read(...chunks: Uint8Array[]): Promise<string[]> {
  return all(lines(stream(...chunks)))
}

describe('lines', () => {
  const cases: [string, string[], string[]][] = [
    ['one line', ['a\n'], ['a']],
    ['several lines in one chunk', ['a\nb\nc\n'], ['a', 'b', 'c']],
    ['a line in several chunks', ['a', 'b', 'c\n'], ['abc']],
    ['a line feed at the start of a chunk', ['a', '\nb\n'], ['a', 'b']],
    ['empty lines', ['\n\n'], ['', '']],
    ['nothing', [], []],
    ['a carriage return, which is JSON white space', ['a\r\n'], ['a\r']],
    ['separators that are no line feeds', ['"\u2028\u2029\u0085"\n'], ['"\u2028\u2029\u0085"']],
    ['no half line: the rest of a stream that broke off', ['a\nhal'], ['a']],
  ]
  for (const [title, chunks, expected] of cases)
    it(`reads ${title}`, async () => {
      expect(await read(...chunks.map((chunk) => Buffer.from(chunk)))).to.deep.equal(expected)
    })

  it('does not depend on where chunks end, within characters included', async () => {
    const cuts = fc.array(fc.nat(40), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }), cuts, async (texts, at) => {
        const expected = texts.map((text) => text.replaceAll('\n', ''))
        const bytes = Buffer.from(expected.map((text) => `${text}\n`).join(''))
        const ends = [...new Set([...at.filter((cut) => cut < bytes.length), bytes.length])].sort((a, b) => a - b)
        const chunks = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
        expect(await read(...chunks)).to.deep.equal(expected)
      }),
      { numRuns: 50 },
    )
  })
})

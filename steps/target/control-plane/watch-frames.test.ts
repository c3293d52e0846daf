import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { watchFrames } from './watch-frames.ts'

const framings = {
  'application/json': (text: string) => Buffer.from(`${text}\n`),
  'application/vnd.kubernetes.protobuf;stream=watch': (text: string) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(Buffer.byteLength(text))
    return Buffer.concat([length, Buffer.from(text)])
  },
}

describe('the frames of a watch', () => {
  for (const [contentType, frame] of Object.entries(framings)) {
    it(`are the same however the network cuts them: ${contentType}`, () =>
      fc.assert(
        fc.asyncProperty(
          fc.array(fc.string().map((text) => text.replaceAll('\n', ''))),
          fc.integer({ min: 1, max: 9 }),
          async (texts, size) => {
            const frames = texts.map(frame)
            expect(await collect(watchFrames(pieces(Buffer.concat(frames), size), contentType))).to.deep.equal(frames)
          },
        ),
      ))
  }

  it('hand on what is left when a stream breaks off', async () => {
    expect(await collect(watchFrames(pieces(Buffer.from('{"a":1}\n{"b"'), 5), 'application/json'))).to.deep.equal([
      Buffer.from('{"a":1}\n'),
      Buffer.from('{"b"'),
    ])
  })
})

async function* pieces(whole: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < whole.length; start += size) yield whole.subarray(start, start + size)
}

async function collect(frames: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const all: Buffer[] = []
  for await (const frame of frames) all.push(frame)
  return all
}

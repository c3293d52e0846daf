/**
 * Cuts the body of a watch into its events. In JSON each ends with a line feed; in Kubernetes' protobuf each begins
 * with its length in four bytes, the highest first.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#watch-and-other-streams
 */
export async function* watchFrames(body: AsyncIterable<Uint8Array>, contentType: string): AsyncGenerator<Buffer> {
  const lengthOfFirst = contentType.includes('protobuf') ? prefixedLength : lineLength
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of body) {
    rest = Buffer.concat([rest, chunk])
    for (let length = lengthOfFirst(rest); length > 0; length = lengthOfFirst(rest)) {
      yield rest.subarray(0, length)
      rest = rest.subarray(length)
    }
  }
  if (rest.length > 0) yield rest
}

const lineLength = (bytes: Buffer): number => bytes.indexOf(0x0a) + 1

function prefixedLength(bytes: Buffer): number {
  if (bytes.length < 4) return 0
  const length = 4 + bytes.readUInt32BE(0)
  return length <= bytes.length ? length : 0
}

/** One field of a protobuf message, as it is on the wire. */
export interface Part {
  number: number
  /** The value of a number; 0 for other parts. */
  value: number
  /** The value of a text, bytes or a message; empty for other parts. */
  bytes: Buffer
  /** True for a part with a length: text, bytes, message, or packed numbers. */
  packed: boolean
}

const NOTHING = Buffer.alloc(0)

// https://protobuf.dev/programming-guides/encoding/#structure
const VARINT = 0
const FIXED64 = 1
const LENGTH = 2
const FIXED32 = 5

/** The fields of a message in the order in which they were written. */
export function* each(message: Buffer): Generator<Part> {
  for (let at = 0; at < message.length; ) {
    const tag = integer(message, at)
    const [number, kind] = [tag.value >>> 3, tag.value & 7]
    at = tag.next
    if (kind === VARINT) {
      const { value, next } = integer(message, at)
      yield { number, value, bytes: NOTHING, packed: false }
      at = next
    } else if (kind === LENGTH) {
      const { value: length, next } = integer(message, at)
      at = next + length
      if (length < 0 || at > message.length) throw new Error('unexpected EOF')
      yield { number, value: 0, bytes: message.subarray(next, at), packed: true }
    } else if (kind === FIXED64 || kind === FIXED32) at += kind === FIXED64 ? 8 : 4
    else throw new Error(`illegal wireType ${kind}`)
  }
}

const MORE = 0x80
const LONGEST = 10

/** The number that begins there (negative ones take all ten bytes), and where the next thing begins. */
export function integer(bytes: Buffer, at: number): { value: number; next: number } {
  let value = 0n
  for (let index = 0; index < LONGEST; index++) {
    const byte = bytes[at + index]
    if (byte === undefined) throw new Error('unexpected EOF')
    value |= BigInt(byte & (MORE - 1)) << BigInt(7 * index)
    if (byte < MORE) return { value: Number(BigInt.asIntN(64, value)), next: at + index + 1 }
  }
  throw new Error('integer overflow')
}

/** Bytes that are not written in base64, in the words of Go's decoder. */
export class Base64Error extends Error {}

/** Goes through the text of a field of bytes, in which line breaks do not count. */
export function parseBase64(text: string): void {
  const place = wrongByte(text)
  if (place !== undefined) throw new Base64Error(`illegal base64 data at input byte ${place}`)
}

function wrongByte(text: string): number | undefined {
  const odd = text.search(/[^A-Za-z0-9+/=\r\n]/)
  if (odd >= 0) return odd
  const digits = text.replace(/[\r\n]/g, '')
  if (/^[^=]*={0,2}$/.test(digits) && digits.length % 4 === 0) return undefined
  const padding = digits.indexOf('=')
  if (padding < 0) return digits.length - (digits.length % 4)
  return padding % 4 < 2 ? padding : digits.length
}

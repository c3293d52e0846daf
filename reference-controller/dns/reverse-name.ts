import { isIPv6 } from 'node:net'

/** The name below which the PTR record of an address stands (RFC 1035 3.5, RFC 3596 2.5). */
export function reverseName(address: string): string {
  if (!isIPv6(address)) return `${address.split('.').reverse().join('.')}.in-addr.arpa`
  return `${[...hexadecimal(address)].reverse().join('.')}.ip6.arpa`
}

/** All 32 digits of an IPv6 address. */
function hexadecimal(address: string): string {
  // A URL writes an address in one form only: without dotted decimals, and with at most one gap.
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = '', tail] = plain.split('::')
  const groups = (text: string) => text.split(':').filter((group) => group !== '')
  const [before, after] = [groups(head), groups(tail ?? '')]
  const gap = Array.from({ length: 8 - before.length - after.length }, () => '0')
  return [...before, ...gap, ...after].map((group) => group.padStart(4, '0')).join('')
}

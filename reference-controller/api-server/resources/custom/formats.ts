import { isIPv4, isIPv6 } from 'node:net'
import type { JsonSchema } from './json-schema.ts'

const matches = (pattern: RegExp) => (text: string) => pattern.test(text)

const isUri = (text: string) => /^(?:[A-Za-z][A-Za-z0-9+.-]*:\S+|\/\S*)$/.test(text)

const HOSTNAME =
  /^(?=.{1,255}$)[a-zA-Z0-9\p{S}\p{L}](?:[a-zA-Z0-9\p{S}\p{L}-]{0,62}[a-zA-Z0-9\p{S}\p{L}])?(?:\.[a-zA-Z0-9\p{S}\p{L}](?:[a-zA-Z0-9\p{S}\p{L}-]{0,62}[a-zA-Z0-9\p{S}\p{L}])?)*\.?$/u

const uuid = (version: string) => matches(new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${version}-?[0-9a-f]{12}$`, 'i'))

function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return day !== undefined && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day)
}

function isDateTime(text: string): boolean {
  const [, date = '', hours, minutes, seconds] =
    /^(\d{4}-\d\d-\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.exec(text) ?? []
  return isDate(date) && Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 61
}

function isNetwork(text: string): boolean {
  const [address = '', length = '', ...more] = text.split('/')
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1
  return more.length === 0 && /^\d{1,3}$/.test(length) && Number(length) <= bits
}

function isIsbn10(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '')
  if (!/^\d{9}[\dX]$/.test(digits)) return false
  const sum = [...digits].reduce(
    (total, digit, place) => total + (10 - place) * (digit === 'X' ? 10 : Number(digit)),
    0,
  )
  return sum % 11 === 0
}

function isIsbn13(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '')
  if (!/^\d{13}$/.test(digits)) return false
  return [...digits].reduce((total, digit, place) => total + (place % 2 === 0 ? 1 : 3) * Number(digit), 0) % 10 === 0
}

function isCreditCard(text: string): boolean {
  const digits = text.replace(/\D+/g, '')
  if (!/^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|6(?:011|5\d\d)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11})$/.test(digits))
    return false
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** The formats of strings that kube-apiserver checks, by their names without hyphens. */
const STRINGS: Record<string, (text: string) => boolean> = {
  bsonobjectid: matches(/^[0-9a-fA-F]{24}$/),
  uri: isUri,
  email: matches(/^[^\s@<>]+@[^\s@<>]+$/),
  hostname: matches(HOSTNAME),
  ipv4: isIPv4,
  ipv6: isIPv6,
  cidr: isNetwork,
  mac: matches(/^(?:[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4,6}[0-9a-f]{2}|(?:[0-9a-f]{4}\.){2,3}[0-9a-f]{4})$/i),
  uuid: uuid('[0-9a-f]{4}-?[0-9a-f]{4}'),
  uuid3: uuid('3[0-9a-f]{3}-?[0-9a-f]{4}'),
  uuid4: uuid('4[0-9a-f]{3}-?[89ab][0-9a-f]{3}'),
  uuid5: uuid('5[0-9a-f]{3}-?[89ab][0-9a-f]{3}'),
  isbn: (text) => isIsbn10(text) || isIsbn13(text),
  isbn10: isIsbn10,
  isbn13: isIsbn13,
  creditcard: isCreditCard,
  ssn: matches(/^\d{3}[- ]?\d{2}[- ]?\d{4}$/),
  hexcolor: matches(/^#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/),
  rgbcolor: matches(/^rgb\(\s*(?:(?:0|[1-9]\d?|1\d\d?|2[0-4]\d|25[0-5])\s*(?:,\s*|\)$)){3}$/),
  byte: matches(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/),
  password: () => true,
  date: isDate,
  duration: matches(
    /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)\s*(?:ns|us|µs|μs|ms|s|m|h|d|w|[a-z]+)(?:(?:\d+(?:\.\d*)?|\.\d+)\s*[a-zµμ]+)*$|^[+-]?0$/i,
  ),
  datetime: isDateTime,
  k8sshortname: matches(/^(?=.{1,63}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/),
  k8slongname: matches(/^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/),
}

const NUMBERS: Record<string, string[]> = { integer: ['int32', 'int64'], number: ['float', 'double'] }

const normal = (format: string) => format.replaceAll('-', '')

/** The format of a schema if it is one that is checked for values of its type; all others are ignored. */
export function checkedFormat(schema: JsonSchema): string {
  const { format = '', type = '' } = schema
  const isString = schema['x-kubernetes-int-or-string'] || type === '' || type === 'string'
  const known = isString ? Object.hasOwn(STRINGS, normal(format)) : (NUMBERS[type]?.includes(format) ?? false)
  return known ? format : ''
}

/** Whether the text has the format; what is not checked has every format. */
export function hasFormat(format: string, text: string): boolean {
  return STRINGS[normal(format)]?.(text) ?? true
}

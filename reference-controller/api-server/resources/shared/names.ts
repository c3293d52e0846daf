import { isIP } from 'node:net'

/**
 * The rules for names, labels and ports, with the messages of kube-apiserver: each function returns what is wrong with
 * the value, nothing when it is right. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`
const SEARCH_LABEL = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?'
const SEARCH_PATH = `${SEARCH_LABEL}(\\.${SEARCH_LABEL})*`
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'
const LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character"
const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character"
const QUALIFIED_RULE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"

/** Problems of a name; a prefix (generateName) may end with a hyphen. */
export type NameRule = (name: string, prefix: boolean) => string[]

export const dnsLabelName: NameRule = (name, prefix) => dnsLabelProblems(unhyphened(name, prefix))
export const dnsSubdomainName: NameRule = (name, prefix) => dnsSubdomainProblems(unhyphened(name, prefix))

export function dnsLabelProblems(value: string): string[] {
  if (value.length <= 63 && matches(LABEL, value)) return []
  const long = tooLong(value, 63)
  // A value that fails as a label only for its dots gets the hint of the longer form.
  if (matches(LABEL, value)) return long
  if (matches(SUBDOMAIN, value)) return [...long, 'must not contain dots']
  return [...long, rule(LABEL_RULE, LABEL, ['my-name', '123-abc'])]
}

const LETTER_LABEL = '[a-z]([-a-z0-9]*[a-z0-9])?'
const LETTER_LABEL_RULE =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character"

export function dnsLabelStartingWithLetterProblems(value: string): string[] {
  const long = tooLong(value, 63)
  return matches(LETTER_LABEL, value) ? long : [...long, rule(LETTER_LABEL_RULE, LETTER_LABEL, ['my-name', 'abc-123'])]
}

export function dnsSubdomainProblems(value: string): string[] {
  const long = tooLong(value, 253)
  return matches(SUBDOMAIN, value) ? long : [...long, rule(SUBDOMAIN_RULE, SUBDOMAIN, ['example.com'])]
}

/** Label keys, annotation keys, finalizers, condition types. */
export function labelKeyProblems(value: string): string[] {
  const parts = value.split('/')
  const example = rule(QUALIFIED_RULE, QUALIFIED, ['MyName', 'my.name', '123-abc'])
  if (parts.length > 2) {
    return [`a valid label key ${example} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`]
  }
  const name = parts.at(-1)!
  const found = parts.length === 2 ? prefixProblems(parts[0]!) : []
  if (name === '') found.push('name part must be non-empty')
  found.push(...tooLong(name, 63, 'bytes').map((problem) => `name part ${problem}`))
  return matches(QUALIFIED, name) ? found : [...found, `name part ${example}`]
}

function prefixProblems(prefix: string): string[] {
  if (prefix === '') return ['prefix part must be non-empty']
  return dnsSubdomainProblems(prefix).map((problem) => `prefix part ${problem}`)
}

export function labelValueProblems(value: string): string[] {
  const pattern = `(${QUALIFIED})?`
  const message = `a valid label must be an empty string or consist of ${QUALIFIED_RULE.slice('must consist of '.length)}`
  const long = tooLong(value, 63, 'bytes')
  return matches(pattern, value) ? long : [...long, rule(message, pattern, ['MyValue', 'my_value', '12345'])]
}

export function portNameProblems(value: string): string[] {
  const found = value.length > 15 ? ['must be no more than 15 characters'] : []
  if (!/^[-a-z0-9]+$/.test(value)) found.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)')
  if (!/[a-z]/.test(value)) found.push('must contain at least one letter (a-z)')
  if (value.includes('--')) found.push('must not contain consecutive hyphens')
  if (/^-|-$/.test(value)) found.push('must not begin or end with a hyphen')
  return found
}

export function portNumberProblems(value: number): string[] {
  return value >= 1 && value <= 65535 ? [] : ['must be between 1 and 65535, inclusive']
}

export function configKeyProblems(value: string): string[] {
  const pattern = '[-._a-zA-Z0-9]+'
  const found = tooLong(value, 253)
  if (!matches(pattern, value)) {
    const message = "a valid config key must consist of alphanumeric characters, '-', '_' or '.'"
    found.push(rule(message, pattern, ['key.name', 'KEY_NAME', 'key-name']))
  }
  if (value === '.' || value === '..') return [...found, `must not be '${value}'`]
  return value.startsWith('..') ? [...found, "must not start with '..'"] : found
}

export function headerNameProblems(value: string): string[] {
  const pattern = '[-A-Za-z0-9]+'
  if (matches(pattern, value)) return []
  return [rule("a valid HTTP header must consist of alphanumeric characters or '-'", pattern, ['X-Header-Name'])]
}

/** Of a resolver: like a subdomain, but names of services may begin with an underscore. */
export function searchPathProblems(value: string): string[] {
  const path = value.length > 1 ? value.replace(/\.$/, '') : value
  if (path === '.' || matches(SEARCH_PATH, path)) return tooLong(path, 253)
  const message = SUBDOMAIN_RULE.replace("characters, '-'", "characters, '_', '-'")
  return [...tooLong(path, 253), rule(message, SEARCH_PATH, ['example.com'])]
}

export function ipProblems(value: string): string[] {
  return isIP(value) ? [] : ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)']
}

export function cidrProblems(value: string): string[] {
  const [address = '', bits = '', ...more] = value.split('/')
  const most = { 4: 32, 6: 128 }[isIP(address)] ?? -1
  if (more.length === 0 && /^\d+$/.test(bits) && Number(bits) <= most) return []
  return ['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)']
}

export function environmentNameProblems(value: string): string[] {
  if (/^[\x20-\x3c\x3e-\x7e]+$/.test(value)) return []
  return ["a valid environment variable name must consist only of printable ASCII characters other than '='"]
}

const compiled = new Map<string, RegExp>()

function matches(pattern: string, value: string): boolean {
  const known = compiled.get(pattern)
  const whole = known ?? new RegExp(`^${pattern}$`)
  if (!known) compiled.set(pattern, whole)
  return whole.test(value)
}

function tooLong(value: string, limit: number, unit = 'characters'): string[] {
  return Buffer.byteLength(value) > limit ? [`must be no more than ${limit} ${unit}`] : []
}

function rule(message: string, pattern: string, examples: string[]): string {
  const shown = examples.map((example) => `'${example}', `).join(' or ')
  return `${message} (e.g. ${shown}regex used for validation is '${pattern}')`
}

/** A prefix gets its random suffix later; a letter in place of the hyphen stands for it. */
function unhyphened(name: string, prefix: boolean): string {
  return prefix && name.length > 1 && name.endsWith('-') ? `${name.slice(0, -1).replace(/-$/, 'a')}` : name
}

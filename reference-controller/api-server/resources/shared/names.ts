/**
 * The rules for names, labels and ports: each function returns the problems of a value.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'

const DNS_LABEL = new RegExp(`^${LABEL}$`)
const DNS_SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`)
const QUALIFIED_NAME = new RegExp(`^${QUALIFIED}$`)
const LABEL_VALUE = new RegExp(`^(${QUALIFIED})?$`)
const CONFIG_KEY = /^(?!\.\.)(?!\.$)[-._a-zA-Z0-9]+$/
// At least one letter, and no hyphen at the ends or beside another.
const PORT_NAME = /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/

/** Problems of a name; a prefix (generateName) may end with a hyphen. */
export type NameRule = (name: string, prefix: boolean) => string[]

export const dnsLabelName: NameRule = (name, prefix) => dnsLabelProblems(withoutHyphen(name, prefix))
export const dnsSubdomainName: NameRule = (name, prefix) => dnsSubdomainProblems(withoutHyphen(name, prefix))

export function dnsLabelProblems(value: string): string[] {
  if (value.length <= 63 && DNS_LABEL.test(value)) return []
  return [
    "must be a DNS label: at most 63 lower case letters, digits or '-', with a letter or digit at the start and the end",
  ]
}

export function dnsSubdomainProblems(value: string): string[] {
  return value.length <= 253 && DNS_SUBDOMAIN.test(value)
    ? []
    : ["must be a DNS subdomain: at most 253 characters, DNS labels separated by '.'"]
}

/** Label keys, annotation keys, finalizers, condition types. */
export function labelKeyProblems(value: string): string[] {
  const [name = '', prefix, ...more] = value.split('/').reverse()
  const fits = prefix === undefined || dnsSubdomainProblems(prefix).length === 0
  if (fits && more.length === 0 && isQualifiedName(name)) return []
  return ["must be a qualified name, 'MyName' or 'example.com/MyName': at most 63 letters, digits, '-', '_' or '.'"]
}

const isQualifiedName = (name: string) => name.length <= 63 && QUALIFIED_NAME.test(name)

export function labelValueProblems(value: string): string[] {
  if (Buffer.byteLength(value) <= 63 && LABEL_VALUE.test(value)) return []
  return ["must be a label value: at most 63 letters, digits, '-', '_' or '.', or nothing"]
}

export function portNameProblems(value: string): string[] {
  if (value.length <= 15 && PORT_NAME.test(value)) return []
  return ["must be a port name: at most 15 lower case letters, digits or single '-', with at least one letter"]
}

export function portNumberProblems(value: number): string[] {
  return value >= 1 && value <= 65535 ? [] : ['must be between 1 and 65535, inclusive']
}

export function configKeyProblems(value: string): string[] {
  if (value.length <= 253 && CONFIG_KEY.test(value)) return []
  return ["must be a config key: at most 253 letters, digits, '-', '_' or '.', and neither '.' nor '..' at the start"]
}

/** A prefix gets its random suffix later; a letter in place of the hyphen stands for it. */
function withoutHyphen(name: string, prefix: boolean): string {
  return prefix && name.length > 1 && name.endsWith('-') ? `${name.slice(0, -1).replace(/-$/, 'a')}` : name
}

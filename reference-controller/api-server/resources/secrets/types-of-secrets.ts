import type { KubeObject, StatusCause } from '../definition.ts'
import { syntaxProblem } from '../schema/json-syntax.ts'
import { required, secretProblem } from '../shared/field-errors.ts'

/** What secrets of a known type must hold: all of the keys, or one of them. */
const KEYS: Record<string, string[]> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
}
const ACCOUNT = 'kubernetes.io/service-account.name'

export function validateTypeOfSecret({ type, data, metadata }: KubeObject): StatusCause[] {
  const held = (data ?? {}) as Record<string, string>
  if (type === 'kubernetes.io/basic-auth') {
    const keys = ['username', 'password']
    return keys.some((key) => Object.hasOwn(held, key)) ? [] : keys.map((key) => required(`data[${key}]`))
  }
  if (type === 'kubernetes.io/service-account-token') {
    return metadata.annotations?.[ACCOUNT] ? [] : [required(`metadata.annotations[${ACCOUNT}]`)]
  }
  const keys = Object.hasOwn(KEYS, String(type)) ? KEYS[String(type)]! : []
  const missing = keys.filter((key) => !Object.hasOwn(held, key)).map((key) => required(`data[${key}]`))
  const [key = ''] = keys
  if (missing.length > 0 || !key.startsWith('.')) return missing
  return jsonProblems(held[key] ?? '').map((problem) => secretProblem(`data[${key}]`, problem))
}

function jsonProblems(encoded: string): string[] {
  const text = Buffer.from(encoded, 'base64').toString()
  try {
    JSON.parse(text)
    return []
  } catch {
    return [syntaxProblem(text)]
  }
}

const PEM = /-----BEGIN [^-]+-----[\s\S]+-----END/

/** A key pair that no server could use. */
export function secretWarnings({ type, data }: KubeObject): string[] {
  const { 'tls.crt': certificate } = (data ?? {}) as Record<string, string>
  if (type !== 'kubernetes.io/tls' || certificate === undefined) return []
  const isPem = PEM.test(Buffer.from(certificate, 'base64').toString())
  return isPem ? [] : ['tls: failed to find any PEM data in certificate input']
}

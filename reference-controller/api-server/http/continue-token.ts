import { syntaxProblem } from '../resources/index.ts'
import { badRequest } from './status.ts'

/** Where a list that was cut short goes on: the revision that all its pages show, and the key after the last one. */
export function continueToken(revision: number, lastKey: string): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start: `${lastKey}\u0000` })).toString(
    'base64url',
  )
}

export function readContinueToken(token: string): { revision: number; start: string } {
  const wrong = token.search(/[^A-Za-z0-9_-]/)
  if (wrong >= 0) throw refused(`illegal base64 data at input byte ${wrong}`)
  const text = Buffer.from(token, 'base64url').toString('latin1')
  const { v, rv, start } = parsed(text)
  if (v !== 'meta.k8s.io/v1') throw refused(`server does not recognize this encoded version ${v ?? ''}`)
  if (typeof rv !== 'number' || !Number.isSafeInteger(rv) || rv < 1)
    throw refused('incorrect encoded start resourceVersion (version meta.k8s.io/v1)')
  if (typeof start !== 'string' || start === '') throw refused('encoded start key empty (version meta.k8s.io/v1)')
  if (start.startsWith('/')) throw refused(start)
  return { revision: rv, start }
}

function parsed(text: string): { v?: unknown; rv?: unknown; start?: unknown } {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw refused(syntaxProblem(text), cause)
  }
}

const refused = (problem: string, cause?: unknown) =>
  badRequest(`invalid continue token: continue key is not valid: ${problem}`, cause)

import { badRequest } from './status.ts'

/** A continue token holds the revision of all pages of a list, and the key after the last one. */
export function continueToken(revision: number, lastKey: string): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start: `${lastKey}\u0000` })).toString(
    'base64url',
  )
}

export function readContinueToken(token: string): { revision: number; start: string } {
  const text = Buffer.from(token, 'base64url').toString('latin1')
  const { v, rv, start } = parsed(text)
  const isRevision = typeof rv === 'number' && Number.isSafeInteger(rv) && rv >= 1
  const isKey = typeof start === 'string' && /^[^/]/.test(start)
  if (v !== 'meta.k8s.io/v1' || !isRevision || !isKey) throw refused(text)
  return { revision: rv, start }
}

function parsed(text: string): { v?: unknown; rv?: unknown; start?: unknown } {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw refused('it is no JSON', cause)
  }
}

const refused = (problem: string, cause?: unknown) =>
  badRequest(`invalid continue token: continue key is not valid: ${problem}`, cause)

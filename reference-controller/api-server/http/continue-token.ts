import { badRequest } from './status.ts'

/** Where a list that was cut short goes on: the revision that all its pages show, and the key after the last one. */
export function continueToken(revision: number, lastKey: string): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start: `${lastKey}\u0000` })).toString(
    'base64url',
  )
}

export function readContinueToken(token: string): { revision: number; start: string } {
  try {
    const { v, rv, start } = JSON.parse(Buffer.from(token, 'base64url').toString())
    if (v !== 'meta.k8s.io/v1' || !Number.isSafeInteger(rv) || rv < 1) throw new Error('unknown version or revision')
    if (typeof start !== 'string' || start === '' || start.startsWith('/')) throw new Error('no start key')
    return { revision: rv, start }
  } catch (cause) {
    throw badRequest(`invalid continue token: continue key is not valid: ${(cause as Error).message}`, cause)
  }
}

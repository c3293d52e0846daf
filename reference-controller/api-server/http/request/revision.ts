import { badRequest, tooLargeRevision } from './status.ts'

/** The revision that a read asks for in resourceVersion; undefined when it is content with any. */
export function askedRevision(query: URLSearchParams): number | undefined {
  const text = query.get('resourceVersion')
  if (!text) return undefined
  const revision = parsedRevision(text)
  if (revision !== undefined) return revision
  throw badRequest(
    `invalid resource version: resourceVersion: Invalid value: ${JSON.stringify(text)}: ${syntaxError(text)}`,
  )
}

/** Undefined when the text is no number. */
export function parsedRevision(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined
}

export function syntaxError(text: string): string {
  return `strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`
}

/** No read may show an older state than it asks for. (Upstream waits three seconds for the revision to come about.) */
export function checkReached(query: URLSearchParams, current: number): void {
  const revision = askedRevision(query)
  if (revision !== undefined && revision > current) throw tooLargeRevision(revision, current)
}

import { badRequest, tooLargeRevision } from './status.ts'

/** The resourceVersion of a read; undefined when any revision will do. */
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

/** Refuses a read of a future revision. (kube-apiserver waits three seconds for the revision first.) */
export function checkReached(query: URLSearchParams, current: number): void {
  const revision = askedRevision(query)
  if (revision !== undefined && revision > current) throw tooLargeRevision(revision, current)
}

import { StatusError } from './status.ts'

export type MediaType = 'application/json' | 'application/yaml'

const OFFERED: Record<string, MediaType> = {
  '*/*': 'application/json',
  'application/*': 'application/json',
  'application/json': 'application/json',
  'application/yaml': 'application/yaml',
}

/**
 * The first of the accepted media types that can be served. Variants (`as=Table`, `as=PartialObjectMetadata`) cannot:
 * clients that ask for one name plain JSON after it. Throws a 406 when nothing fits.
 */
export function chooseMediaType(accept = '*/*'): MediaType {
  for (const range of accept.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    const variant = parameters.some((parameter) => parameter.startsWith('as='))
    const wanted = type || '*/*'
    const offered = Object.hasOwn(OFFERED, wanted) ? OFFERED[wanted] : undefined
    if (offered && !variant) return offered
  }
  const offers = 'application/json, application/yaml, application/json;stream=watch'
  const message = `406: Not Acceptable\n\nAvailable representations: ${offers}`
  throw new StatusError(406, 'NotAcceptable', message, { details: {} })
}

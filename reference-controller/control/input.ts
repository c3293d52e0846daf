import type { Refusal, RefusalStatus } from './refusals.ts'
import type { RestQuestion } from './rest.ts'

/** An error response: its code, and a message with the remedy. */
export class ControlError extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** The error for a node that cannot be disconnected. */
export function noSuchNode(name: string, names: readonly string[]): ControlError {
  return new ControlError(404, `no node ${name} can be disconnected here; there are ${names.join(', ')}`)
}

type Fields = Record<string, unknown>

// A day of bookmarks and back-offs takes seconds; nothing that the suite waits for takes longer.
const LONGEST_LEAP = 86_400
const LONGEST_WAIT = 600_000
const VERBS = ['create', 'get', 'list', 'watch', 'update', 'patch', 'delete', 'deletecollection', '*']

/** @returns milliseconds */
export function leapIn(body: unknown): number {
  const { seconds } = fieldsOf(body, 'the body', ['seconds'])
  return number(seconds, 'seconds', { above: 0, atMost: LONGEST_LEAP }) * 1000
}

export function restQuestionIn(query: URLSearchParams): RestQuestion {
  const unknown = [...query.keys()].filter((name) => !['waitMs', 'dueWithinMs'].includes(name))
  if (unknown.length > 0) refuse(unknown.join(', '), 'no such parameter: GET /rest takes waitMs and dueWithinMs')
  const given = (name: string, otherwise: number) =>
    query.has(name) ? number(Number(query.get(name) || Number.NaN), name, { atMost: LONGEST_WAIT }) : otherwise
  return { waitMs: given('waitMs', 0), dueWithinMs: given('dueWithinMs', 100) }
}

export function refusalsIn(body: unknown): Refusal[] {
  if (!Array.isArray(body)) return refuse('the body', `expected a list of refusals, found ${typeof body}; [] is none`)
  return body.map((each, index) => refusalIn(each, `[${index}]`))
}

function refusalIn(given: unknown, at: string): Refusal {
  const known = ['verb', 'resource', 'namespace', 'status', 'delayMs', 'times']
  const { verb, resource, namespace, status, delayMs, times } = fieldsOf(given, at, known)
  if (!VERBS.includes(verb as string)) refuse(`${at}.verb`, `expected one of ${VERBS.join(', ')}, found ${show(verb)}`)
  if (status === undefined && delayMs === undefined)
    refuse(at, 'neither status nor delayMs, so nothing would happen: give one of them')
  return {
    verb: verb as string,
    resource: text(resource, `${at}.resource`, 'a plural such as pods or statefulsets/status, or *'),
    ...(namespace !== undefined && { namespace: text(namespace, `${at}.namespace`, 'the name of a namespace') }),
    ...(status !== undefined && { status: statusIn(status, `${at}.status`) }),
    ...(delayMs !== undefined && { delayMs: number(delayMs, `${at}.delayMs`, { atMost: LONGEST_WAIT }) }),
    ...(times !== undefined && { times: whole(times, `${at}.times`, { atLeast: 1, atMost: 1_000_000 }) }),
  }
}

function statusIn(given: unknown, at: string): RefusalStatus {
  const { code, reason, message } = fieldsOf(given, at, ['code', 'reason', 'message'])
  return {
    code: whole(code, `${at}.code`, { atLeast: 400, atMost: 599 }),
    reason: text(reason, `${at}.reason`, 'a reason of a Status such as Forbidden'),
    message: text(message, `${at}.message`, 'the words of the refusal'),
  }
}

function fieldsOf(given: unknown, at: string, known: readonly string[]): Fields {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return refuse(at, `expected an object with ${known.join(', ')}, found ${show(given)}`)
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown !== undefined) refuse(`${at}.${unknown}`, `no such field: known are ${known.join(', ')}`)
  return given as Fields
}

function text(given: unknown, at: string, wanted: string): string {
  if (typeof given !== 'string' || given === '') return refuse(at, `expected ${wanted}, found ${show(given)}`)
  return given
}

function whole(given: unknown, at: string, { atLeast, atMost }: { atLeast: number; atMost: number }): number {
  const fits = Number.isInteger(given) && (given as number) >= atLeast && (given as number) <= atMost
  return fits ? (given as number) : refuse(at, `expected a whole number, ${atLeast} to ${atMost}, found ${show(given)}`)
}

function number(given: unknown, at: string, { above, atMost }: { above?: number; atMost: number }): number {
  const fits = typeof given === 'number' && given >= 0 && given !== above && given <= atMost
  return fits ? given : refuse(at, `expected a number, ${above ?? 0} to ${atMost}, found ${show(given)}`)
}

const show = (given: unknown): string => JSON.stringify(given) ?? 'nothing'

function refuse(at: string, what: string): never {
  throw new ControlError(400, `${at}: ${what}`)
}

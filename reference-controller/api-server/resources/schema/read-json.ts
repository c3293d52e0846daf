import { refuseDeep } from './json-syntax.ts'

/**
 * Parses JSON and remembers the keys of every object in the order of the text, repeated ones included: JSON.parse
 * keeps the last of two equal keys silently, while the API server warns of the first.
 */
export interface ReadJson {
  value: unknown
  /** True if a key may be repeated somewhere. */
  repeats: boolean
  keys(object: object): string[]
}

const TOKEN = /\s*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|([^\s{}[\],:"]+))/y

/** Throws SyntaxError when the text is not JSON or is nested too deep. */
export function readJson(text: string): ReadJson {
  refuseDeep(text)
  const value: unknown = JSON.parse(text)
  // Text that is its own canonical form, as most clients write it, repeats no key.
  if (JSON.stringify(value) === text) return alreadyRead(value)
  const repeated = new WeakMap<object, string[]>()
  note(tokenizer(text), value, repeated)
  return { value, repeats: true, keys: (object) => repeated.get(object) ?? Object.keys(object) }
}

/** An already parsed value: no key of it can be repeated any more. */
export function alreadyRead(value: unknown): ReadJson {
  return { value, repeats: false, keys: Object.keys }
}

type Tokens = () => string

function tokenizer(text: string): Tokens {
  let at = 0
  return () => {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    at = TOKEN.lastIndex
    return match?.[1] ?? match?.[2] ?? match?.[3] ?? ''
  }
}

/** Walks the tokens of one value beside the parsed value. A value that a later equal key replaced is walked blindly. */
function note(next: Tokens, value: unknown, keys: WeakMap<object, string[]>, token = next()): void {
  if (token === '{') noteObject(next, value, keys)
  if (token === '[') noteArray(next, value, keys)
}

function noteObject(next: Tokens, value: unknown, keys: WeakMap<object, string[]>): void {
  const record = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  const seen: string[] = []
  for (let token = next(); token !== '}' && token !== ''; token = next()) {
    if (token === ',') continue
    const key = JSON.parse(token) as string
    seen.push(key)
    next()
    note(next, record[key], keys)
  }
  keys.set(record, seen)
}

function noteArray(next: Tokens, value: unknown, keys: WeakMap<object, string[]>): void {
  const items = Array.isArray(value) ? value : []
  let index = 0
  for (let token = next(); token !== ']' && token !== ''; token = next()) {
    if (token === ',') index++
    else note(next, items[index], keys, token)
  }
}

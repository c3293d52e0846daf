import { readFileSync } from 'node:fs'
import { isNode, LineCounter, parse, parseDocument, type YAMLParseError } from 'yaml'
import { z } from 'zod'

/** Thrown when a table of the specification cannot be used; the message names file, line and field. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError'
}

/** A YAML file that holds a list of rows, each of the same shape. */
export interface TableShape<T> {
  row: z.ZodType<T>
  /** The field by which rows differ, if any does. */
  key?: keyof T & string
}

/** Reads a table from a file. */
export function readTable<T>(file: string, shape: TableShape<T>): T[] {
  return parseTable(textOf(file), file, shape)
}

/** Checks the text of a table; `file` is only for the error message. */
export function parseTable<T>(text: string, file: string, { row, key }: TableShape<T>): T[] {
  const data = parseChecked(text, file, { schema: z.array(row).min(1), named: (path) => path.slice(1) })
  if (key === undefined) return data
  const keys = data.map((each) => each[key])
  const twice = keys.findIndex((each, index) => keys.indexOf(each) !== index)
  if (twice < 0) return data
  throw new LedgerError(
    `${file}:${lineFinder(text)([twice])}: ${key}: ${String(keys[twice])} is there twice; each ${key} is unique`,
  )
}

/** The shape of a YAML file, and which part of the path to a field its name is. */
interface Shape<T> {
  schema: z.ZodType<T>
  named?: (path: PropertyKey[]) => PropertyKey[]
}

/** Checks the text of a YAML file. @throws LedgerError naming file, line and field of everything that does not fit */
export function parseChecked<T>(text: string, file: string, { schema, named = (path) => path }: Shape<T>): T {
  const { success, data, error } = schema.safeParse(parseYaml(text, file))
  if (success) return data
  const lineOf = lineFinder(text)
  const complaints = error.issues.flatMap(explained).map(({ path, message }) => {
    const name = named(path).map(String).join('.')
    return `${file}:${lineOf(path)}: ${name ? `${name}: ` : ''}${message}`
  })
  throw new LedgerError(complaints.join('\n'))
}

/** With the line and the name of the key itself, where a key is wrong. */
function explained(issue: z.core.$ZodIssue): Pick<z.core.$ZodIssue, 'path' | 'message'>[] {
  const { code, path, message } = issue
  if (code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], message: 'expected no key of this name' }))
  if (code === 'invalid_key') return issue.issues.map((inner) => ({ path, message: inner.message }))
  return [{ path, message }]
}

/** The text of a file. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new LedgerError(`${file}: expected a readable file, found none; check the path`, { cause })
  }
}

function parseYaml(text: string, file: string): unknown {
  try {
    return parse(text)
  } catch (cause) {
    // An alias without its anchor is no YAMLParseError, and has no line.
    const { linePos, message } = cause as Pick<YAMLParseError, 'linePos' | 'message'>
    throw new LedgerError(`${file}:${linePos?.[0].line ?? 1}: not YAML: ${message}`, { cause })
  }
}

// Lines are looked up where they are asked for: with them, parsing takes three times as long.
export function lineFinder(text: string): (path: PropertyKey[]) => number {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  return (path) => {
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }
}

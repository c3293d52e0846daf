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
  const { success, data, error } = z.array(row).min(1).safeParse(parseYaml(text, file))
  if (!success) {
    const lineOf = lineFinder(text)
    const complaints = error.issues.map(({ path, message }) => `${file}:${lineOf(path)}: ${field(path)}${message}`)
    throw new LedgerError(complaints.join('\n'))
  }
  if (key === undefined) return data
  const keys = data.map((each) => each[key])
  const twice = keys.findIndex((each, index) => keys.indexOf(each) !== index)
  if (twice < 0) return data
  throw new LedgerError(
    `${file}:${lineFinder(text)([twice])}: ${key}: ${String(keys[twice])} is there twice; each ${key} is unique`,
  )
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

function field(path: PropertyKey[]): string {
  const name = path.slice(1).map(String).join('.')
  return name ? `${name}: ` : ''
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { parse, stringify } from 'yaml'
import { readTrace, type TraceFile, writeTrace } from '../trace-file.ts'
import type { Expected } from './expected.ts'

/** What the index says of a controller. */
export interface Controller {
  readonly target: string
  /** Of a mutant: the guarantee that it breaks, and how. */
  readonly guarantee?: string
  readonly sentence?: string
  /** By the key of the trace (`keysOf`). */
  readonly examples: Readonly<Record<string, Expected>>
}

type Index = Readonly<Record<string, Controller>>

const FOLDER = join(import.meta.dirname, 'recorded')
const HEADER = /^(?=\{"version":)/m
const COMMENT = ` Which verdict each recorded trace must get. Written by npm run record; a change of it is a change of the judge,
 of a controller or of a feature, and must be meant.
`

export function readIndex(folder = FOLDER): Index {
  const file = join(folder, 'index.yaml')
  return existsSync(file) ? (parse(readFileSync(file, 'utf8')) as Index) : {}
}

/** Good controllers first, then mutants by name, whatever was recorded last. */
const inOrder = (index: Index): Index =>
  Object.fromEntries(
    Object.entries(index).sort(
      ([a, one], [b, other]) =>
        Number(one.guarantee !== undefined) - Number(other.guarantee !== undefined) || a.localeCompare(b, 'en'),
    ),
  )

export function writeIndex(index: Index, folder = FOLDER): void {
  const comment = COMMENT.replaceAll(/^(?=.)/gm, '#')
  mkdirSync(folder, { recursive: true })
  const yaml = stringify(inOrder(index), { lineWidth: 0, aliasDuplicateObjects: false })
  writeFileSync(join(folder, 'index.yaml'), `${comment}\n${yaml}`)
}

const fileOf = (name: string, folder: string): string => join(folder, `${name}.jsonl.br`)

/** @throws TraceDamaged if one of them is not as it was written */
export function readTraces(name: string, folder = FOLDER): TraceFile[] {
  const text = brotliDecompressSync(readFileSync(fileOf(name, folder))).toString('utf8')
  return text.split(HEADER).map(readTrace)
}

/** @returns the size of the file */
export function writeTraces(name: string, traces: readonly TraceFile[], folder = FOLDER): number {
  mkdirSync(folder, { recursive: true })
  const compressed = brotliCompressSync(traces.map(writeTrace).join(''), {
    params: { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS },
  })
  writeFileSync(fileOf(name, folder), compressed)
  return compressed.length
}

/**
 * A key for each trace, in their order: the address of its example. The rows of an outline share one, and the second row
 * of `a/b [3]` is `a/b [3] (2)`.
 */
export function keysOf(files: readonly TraceFile[]): string[] {
  const seen = new Map<string, number>()
  return files.map(({ header: { example } }) => {
    const number = (seen.get(example) ?? 0) + 1
    seen.set(example, number)
    return number === 1 ? example : `${example} (${number})`
  })
}

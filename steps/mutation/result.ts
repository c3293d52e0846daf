import { readFileSync, writeFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import { subjects } from './subjects.ts'

/** A mutation that no unit test finds, and why it is left. */
export interface Survivor {
  /** Line and column. */
  readonly at: string
  readonly mutation: string
  readonly because: string
}

export interface Measured {
  /** Of the source that was measured. */
  readonly sha256: string
  readonly killed: number
  readonly survived: readonly Survivor[]
}

/** By folder and file, with the figures of each folder. */
export type Result = Readonly<Record<string, Readonly<Record<string, Measured>>>>

export const RESULT = 'steps/mutation/result.yaml'

const HEAD = `Mutation testing of the judge's side, without string literals: what \`npm run mutation\` measured, file by file.
Folders that are not named were not measured. A mutation counts as killed when a unit test fails or does not end. Each survivor says why it is left.`

export function readResult(): Result {
  try {
    return (parse(readFileSync(RESULT, 'utf8')) as { files?: Result }).files ?? {}
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}

export function writeResult(files: Result): void {
  const comment = HEAD.replace(/^/gm, '# ')
  writeFileSync(RESULT, `${comment}\n${stringify({ folders: summary(files), files }, { lineWidth: 0 })}`)
}

/** Killed, survived and the percentage killed of each folder, and which files of it were not measured. */
export const summary = (files: Result) =>
  Object.fromEntries(
    Object.entries(files).map(([folder, measured]) => {
      const notMeasured = subjects().flatMap((each) => {
        const name = each.file.slice(folder.length + 1)
        return each.folder === folder && !measured[name] ? [name] : []
      })
      const killed = sum(Object.values(measured).map((each) => each.killed))
      const survived = sum(Object.values(measured).map((each) => each.survived.length))
      const percent = Math.floor((killed / Math.max(1, killed + survived)) * 1000) / 10
      return [folder, { killed, survived, percent, ...(notMeasured.length > 0 && { notMeasured }) }]
    }),
  )

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

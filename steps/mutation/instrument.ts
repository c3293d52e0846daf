import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Instrumenter, type InstrumentResult } from '@stryker-mutator/instrumenter'

type Logger = ConstructorParameters<typeof Instrumenter>[0]

export interface Mutation {
  readonly id: string
  /** Line and column. */
  readonly at: string
  readonly mutation: string
}

/** A file with all its mutations in it, each behind a switch. */
export interface Instrumented {
  readonly file: string
  readonly code: string
  readonly mutations: readonly Mutation[]
}

export async function instrument(file: string): Promise<Instrumented> {
  const name = path.resolve(file)
  const content = readFileSync(name, 'utf8')
  const options = { plugins: null, ignorers: [], excludedMutations: ['StringLiteral'] }
  const { files, mutants } = await new Instrumenter(silent).instrument([{ name, content, mutate: true }], options)
  const [instrumented] = files
  if (instrumented === undefined) throw new Error(`Stryker's instrumenter returned nothing for ${file}`)
  const lines = content.split('\n')
  return {
    file: name,
    code: instrumented.content,
    mutations: mutants.filter(({ status }) => status !== 'Ignored').map((mutant) => described(mutant, lines)),
  }
}

/** Stryker counts lines and columns from 0. */
function described(mutant: InstrumentResult['mutants'][number], lines: readonly string[]): Mutation {
  const { start, end } = mutant.location
  const oneLine = end.line === start.line
  const text = (lines[start.line] ?? '').slice(start.column, oneLine ? end.column : undefined).trim()
  const replacement = (mutant.replacement ?? '').replaceAll(/\s+/g, ' ')
  return {
    id: mutant.id,
    at: `${start.line + 1}:${start.column + 1}`,
    mutation: `${mutant.mutatorName}: ${text}${oneLine ? '' : ' …'} → ${replacement}`,
  }
}

const nothing = () => undefined
const never = () => false
const silent: Logger = {
  isTraceEnabled: never,
  isDebugEnabled: never,
  isInfoEnabled: never,
  isWarnEnabled: never,
  isErrorEnabled: never,
  isFatalEnabled: never,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
}

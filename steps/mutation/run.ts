import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { type Measured, type Result, readResult, type Survivor, summary, writeResult } from './result.ts'
import { digestOf, type Subject, subjects } from './subjects.ts'

// Every mutation starts a process that loads the same files: compiled once, they load in half the time.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'statefulset-conformance-mutation')

type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number]

/**
 * Measures the files that are named, or whose source has changed since they were measured. Each file is mutated alone
 * and judged by the tests that cover it, all in one process.
 */
const named = process.argv.slice(2)
const known = readResult()
const chosen = subjects().filter(({ folder, file }) =>
  named.length > 0
    ? named.some((each) => file.startsWith(each))
    : known[folder]?.[nameIn(folder, file)]?.sha256 !== digestOf(file),
)
for (const subject of chosen) {
  const { folder, file } = subject
  const name = nameIn(folder, file)
  const measured = await measure(subject, known[folder]?.[name]?.survived ?? [])
  // Another run may have written meanwhile.
  const now = readResult()
  const after: Result = { ...now, [folder]: { ...now[folder], [name]: measured } }
  writeResult(after)
  console.log(`${file}: ${measured.killed} killed, ${measured.survived.length} survived`)
  for (const { at, mutation, because } of measured.survived)
    console.log(`  ${at} ${mutation}${because === '' ? '' : ` (${because})`}`)
}
console.log(summary(readResult()))

function nameIn(folder: string, file: string): string {
  return file.slice(folder.length + 1)
}

async function measure({ file, tests }: Subject, old: readonly Survivor[]): Promise<Measured> {
  const [first, ...others] = tests
  if (first === undefined)
    throw new Error(`no test covers ${file}: write one, or name it in steps/mutation/subjects.ts`)
  const sha256 = digestOf(file)
  const results = await new Stryker({
    mutate: [file],
    testRunner: 'tap',
    plugins: ['@stryker-mutator/tap-runner'],
    // All tests in one process: starting one costs more than most tests.
    tap: {
      testFiles: [first],
      nodeArgs: ['--test-reporter=tap', ...others.map((test) => `--import=./${test}`), '-r', '{{hookFile}}'],
      forceBail: true,
    },
    coverageAnalysis: 'all',
    concurrency: 1,
    mutator: { excludedMutations: ['StringLiteral'], plugins: [] },
    // TypeScript 7 has no API for reading it, and nothing here needs it.
    tsconfigFile: 'none.json',
    reporters: [],
    logLevel: 'error',
  } as ConstructorParameters<typeof Stryker>[0]).runMutationTest()
  const lines = readFileSync(file, 'utf8').split('\n')
  const left = results.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  return {
    sha256,
    killed: results.filter(({ status }) => status === 'Killed' || status === 'Timeout').length,
    survived: left.map((mutant) => survivor(mutant, lines, old)),
  }
}

/** The reason that was given for the same mutation holds on. */
function survivor(mutant: MutantResult, lines: readonly string[], old: readonly Survivor[]): Survivor {
  const { start, end } = mutant.location
  const line = lines[start.line - 1] ?? ''
  const text = line.slice(start.column - 1, end.line === start.line ? end.column - 1 : undefined).trim()
  const mutation = `${mutant.mutatorName}: ${text}${end.line === start.line ? '' : ' …'} → ${(mutant.replacement ?? '').replaceAll(/\s+/g, ' ')}`
  const same = old.find((each) => each.mutation === mutation)
  return { at: `${start.line}:${start.column}`, mutation, because: same?.because ?? '' }
}

/**
 * The door of `npm run mutation`. It asks of each rule of the suite whether a unit test would notice that the rule is
 * broken: Stryker's instrumenter puts all mutations of a file into its code, each behind a switch, and the tests that
 * cover a mutation run with its switch on.
 *
 * Stryker's own runners start a process for each mutation. Most of these tests take a millisecond, a process takes
 * half a second: hence one worker per file, which loads all modules anew for each mutation. The worker is watched from
 * outside, because a mutation may loop forever or end the process.
 *
 * run → mutate (one file) → instrument, worker-process → worker → fresh-modules, test-registry, run-tests
 */
import { mutate, type Outcome } from './mutate.ts'
import { type Measured, type Result, readResult, type Survivor, summary, writeResult } from './result.ts'
import { digestOf, type Subject, subjects } from './subjects.ts'

/** Measures the files that are named, or whose source has changed since they were measured. */
const named = process.argv.slice(2)
const known = readResult()
const chosen = subjects().filter(({ folder, file }) =>
  named.length > 0
    ? named.some((each) => file.startsWith(each))
    : known[folder]?.[nameIn(folder, file)]?.sha256 !== digestOf(file),
)
for (const subject of chosen)
  await measure(subject).catch((error: Error) => {
    process.exitCode = 1
    console.error(error.message)
  })
console.log(summary(readResult()))

function nameIn(folder: string, file: string): string {
  return file.slice(folder.length + 1)
}

async function measure({ folder, file, tests }: Subject): Promise<void> {
  const started = performance.now()
  const name = nameIn(folder, file)
  const sha256 = digestOf(file)
  const outcomes = await mutate(file, tests)
  const left = outcomes.filter(({ verdict }) => verdict === 'survived' || verdict === 'not covered')
  // Read again: another run may have written meanwhile, and a reason may have been given.
  const now = readResult()
  const old = now[folder]?.[name]?.survived ?? []
  const killed = outcomes.length - left.length
  const measured: Measured = { sha256, killed, survived: survivors(left, old) }
  const after: Result = { ...now, [folder]: { ...now[folder], [name]: measured } }
  writeResult(after)
  const endless = outcomes.filter(({ verdict }) => verdict === 'did not end').length
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${file}: ${killed} killed (${endless} did not end), ${left.length} survived, ${seconds} s`)
  for (const [index, { at, mutation, because }] of measured.survived.entries())
    console.log(`  ${at} ${mutation} (${because === '' ? left[index]?.verdict : because})`)
}

/** The reason that was given for a mutation holds on; of the same mutation at several places, the reasons in their order. */
function survivors(left: readonly Outcome[], old: readonly Survivor[]): Survivor[] {
  const unused = [...old]
  return left.map(({ at, mutation }) => {
    const index = unused.findIndex((each) => each.mutation === mutation)
    const [same] = index < 0 ? old.filter((each) => each.mutation === mutation) : unused.splice(index, 1)
    return { at, mutation, because: same?.because ?? '' }
  })
}

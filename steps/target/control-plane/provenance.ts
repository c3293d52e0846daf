import { execa } from 'execa'
import type { Binaries, Program } from './binaries.ts'
import { printedVersion } from './versions.ts'

/** Describes each running program: the version that it prints, and the flags that do not differ from run to run. */
export async function provenanceOf(
  binaries: Binaries,
  flags: Readonly<Partial<Record<Program, string[]>>>,
): Promise<Record<string, string>> {
  const programs = Object.keys(flags) as Program[]
  const versions = await Promise.all(programs.map(async (name) => [name, await versionOf(binaries[name])] as const))
  const settings = Object.entries(flags).map(([name, list]) => [`${name} flags`, lastingFlags(list).join(' ')] as const)
  return { binaries: binaries.origin, ...Object.fromEntries([...versions, ...settings]) }
}

/** Leaves out what names this run's ports and files. */
export const lastingFlags = (flags: readonly string[]): string[] =>
  flags.filter((flag) => !/port=|=\/|127\.0\.0\.1:/.test(flag))

async function versionOf(file: string): Promise<string> {
  const answer = await execa(file, ['--version'], { reject: false })
  const version = answer.failed ? undefined : printedVersion(answer.stdout)
  if (version) return version
  const found = answer.failed ? (answer.message ?? '').slice(0, 300) : `it printed: ${answer.stdout.slice(0, 200)}`
  throw new Error(`expected ${file} --version to print a version; ${found}. Is it built for this machine?`, {
    cause: answer,
  })
}

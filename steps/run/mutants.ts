import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { mutants } from '../target/index.ts'
import { certify } from './certify.ts'
import { exitCodes, UsageError } from './errors.ts'
import type { CertifyOptions } from './options.ts'

interface Verdicts {
  guarantees: { id: string; verdict: string }[]
}

/**
 * Runs, for each mutant, the scenarios of the guarantee that it names: they must find it non-conformant. A mutant that
 * passes is a check that cannot fail.
 */
export async function provokeMutants(options: CertifyOptions & { only?: string }): Promise<number> {
  const chosen = (await mutants()).filter(({ name }) => !options.only || name === options.only)
  if (chosen.length === 0)
    throw new UsageError(
      `there is no mutant ${options.only}; known are ${(await mutants()).map(({ name }) => name).join(', ')}`,
    )
  const verdicts: string[] = []
  for (const mutant of chosen) {
    const { name, sentence, guarantee } = mutant
    const output = `reports/latest/mutants/${name}`
    await certify(
      { ...options, controller: 'reference', mutant: name, guarantee: [guarantee], output, quiet: true },
      commandOfOne(mutant, options),
    )
    const report = parse(await readFile(`${output}/conformance-report.yaml`, 'utf8')) as Verdicts
    const verdict = report.guarantees.find(({ id }) => id === guarantee)?.verdict ?? 'not judged'
    verdicts.push(verdict)
    console.log(
      `${verdict === 'non-conformant' ? 'caught ' : 'MISSED '} ${name}: ${sentence} (${guarantee}: ${verdict})`,
    )
  }
  const caught = verdicts.filter((verdict) => verdict === 'non-conformant').length
  console.log(`${caught} of ${verdicts.length} mutants caught`)
  return caught === verdicts.length ? exitCodes.conformant : exitCodes.nonConformant
}

/** The command that runs one mutant by itself: what the report of it tells a reader to type. */
export function commandOfOne(
  { name, guarantee }: { name: string; guarantee: string },
  { target, assets }: Pick<CertifyOptions, 'target' | 'assets'>,
): string[] {
  const where = target === 'reference' ? [] : ['--target', target, '--controller', 'reference']
  const programs = assets === undefined ? [] : ['--assets', assets]
  return ['certify', ...where, ...programs, '--mutant', name, '--guarantee', guarantee]
}

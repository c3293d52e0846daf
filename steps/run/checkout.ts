/** The command line of the checkout: what proves and maintains the suite needs its sources and records, which the package does not have. */
import { type Command, Option } from 'commander'
import { onTarget, main as runCommand } from './main.ts'
import { type MutantOptions, runMutants } from './mutants.ts'
import { defaultParallelism, parallelism, timeFactor, whole } from './numbers.ts'
import { type ParityOptions, parity } from './parity.ts'
import { type RecordOptions, record } from './record.ts'

export const main = (args: string[]): Promise<number> => runCommand(args, [addMutants, addRecord, addParity])

function addMutants(program: Command, done: (exitCode: number) => void): void {
  onTarget(program.command('mutants'))
    .description('run every mutant of the reference controller: the suite must catch each')
    .option('--only <name...>', 'only these mutants')
    .addOption(
      new Option(
        '--blame [examples]',
        'run all examples against each mutant, or one of each guarantee, and list the other guarantees that fail; goes on with what --output holds of the same sources',
      )
        .choices(['all', 'one'])
        .preset('all'),
    )
    .option('--sample <number>', 'only so many mutants, chosen at random', whole)
    .option('--seed <text>', 'chooses the sample: the same seed, the same mutants', '1')
    .option('--output <folder>', 'the folder for the traces and the table', 'reports/latest/mutants')
    .action(async (options: MutantOptions) => {
      done(await runMutants(options))
    })
}
function addParity(program: Command, done: (exitCode: number) => void): void {
  program
    .command('parity')
    .description('compare the responses of the embedded API server with those of kube-apiserver')
    .option('--family <name...>', 'only these families of requests, such as crud')
    .option('--live', 'compare the recorded responses with a real control plane instead')
    .option('--record', 'record the responses of a real control plane')
    .option(
      '--assets <folder>',
      'the folder with etcd and kube-apiserver (default: KUBEBUILDER_ASSETS, then built once)',
    )
    .action(async (options: ParityOptions) => {
      done(await parity(options))
    })
}

function addRecord(program: Command, done: (exitCode: number) => void): void {
  program
    .command('record')
    .description('make the traces anew on which the judge is tested: of good controllers and of each mutant')
    .option('--only <name...>', 'just these: reference, upstream, or names of mutants')
    .addOption(
      new Option('--target <name>', 'only the controllers that run on this target').choices([
        'reference',
        'control-plane',
      ]),
    )
    .option('--again', 'run nothing: take the traces of the last recording')
    .option('--fresh', 'replace what was recorded before even where only the order of arrival differs')
    .option('--assets <folder>', 'of control-plane: etcd, kube-apiserver and kube-controller-manager are here')
    .option('--output <folder>', 'where the traces of the runs go', 'reports/latest/record')
    .option(
      '--parallel <number>',
      'the number of scenarios to run in parallel, of the good controllers',
      parallelism,
      defaultParallelism(),
    )
    .option('--time-factor <number>', 'multiplies every timeout', timeFactor, 1)
    .action(async (options: RecordOptions) => {
      done(await record(options))
    })
}

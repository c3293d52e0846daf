import { Command, CommanderError, Option } from 'commander'
import { faults, targetNames } from '../target/index.ts'
import { certify } from './certify.ts'
import { addClusterCommands } from './cluster-commands.ts'
import { exitCodes, UsageError } from './errors.ts'
import { familyHelp } from './families.ts'
import { mergeRuns } from './merge.ts'
import { provokeMutants } from './mutants.ts'
import { defaultSideBySide, port, shard, sideBySide, timeFactor, whole } from './numbers.ts'
import type { CertifyOptions } from './options.ts'
import { type ParityOptions, parity } from './parity.ts'
import { renderReport } from './report.ts'
import { DEFAULT_LISTEN, type ServeOptions, serve } from './serve.ts'

/**
 * Runs one command.
 * @returns its exit code: 0 conformant, 1 non-conformant, 2 usage, 3 harness error, 4 incomplete
 */
export async function main(args: string[]): Promise<number> {
  let exitCode: number = exitCodes.conformant
  const program = new Command('statefulset-conformance').description(
    'Who keeps the promises of the Kubernetes StatefulSet?',
  )
  onTarget(program.command('certify'))
    .description('run the features and say which guarantees are kept')
    .option('--guarantee <id...>', 'only the scenarios of these guarantees')
    .option('--family <name...>', familyHelp())
    .option('--mutant <name>', 'sabotage the reference controller in one rule')
    .addOption(
      new Option('--fault <name>', 'what goes wrong between the suite and the cluster: does the suite notice?').choices(
        faults,
      ),
    )
    .option('--features <path...>', 'feature files or folders', ['features'])
    .option('--output <folder>', 'where the evidence goes', 'reports/latest')
    .option('--shard <index/of>', 'one part of the scenarios, such as 2/5; see merge', shard)
    .action(async (options: CertifyOptions) => {
      exitCode = await certify(options, args)
    })
  onTarget(program.command('mutants'))
    .description('break the reference controller in one rule after the other: each must be caught')
    .option('--only <name>', 'just this one')
    .action(async (options: CertifyOptions & { only?: string }) => {
      exitCode = await provokeMutants(options)
    })
  addClusterCommands(program, (code) => {
    exitCode = code
  })
  program
    .command('merge')
    .description('judge the shards of one run as a whole')
    .argument('<folder...>', 'the --output folders of the shards')
    .option('--output <folder>', 'where the evidence of the whole goes', 'reports/latest')
    .action((folders: string[], { output }: { output: string }) => {
      exitCode = mergeRuns(folders, output)
    })
  program
    .command('report')
    .description('make the Allure pages of the last run')
    .option('--output <folder>', 'where the evidence is', 'reports/latest')
    .action(async ({ output }: { output: string }) => {
      exitCode = await renderReport(output)
    })
  addServe(program, (code) => {
    exitCode = code
  })
  addParity(program, (code) => {
    exitCode = code
  })
  for (const command of [program, ...program.commands])
    command.exitOverride().showHelpAfterError('(--help shows what is known)')
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    return explain(error as Error)
  }
  return exitCode
}

/** What every command that starts a target takes. */
function onTarget(command: Command): Command {
  return command
    .addOption(new Option('--target <name>', 'where the features run').choices(targetNames()).default('reference'))
    .addOption(
      new Option('--controller <name>', 'whose controller is under test').choices(['reference', 'upstream', 'none']),
    )
    .option(
      '--assets <folder>',
      'etcd, kube-apiserver and kube-controller-manager are here (else KUBEBUILDER_ASSETS, else built once)',
    )
    .option('--kubeconfig <file>', 'of the target kubeconfig (else KUBECONFIG, else ~/.kube/config)')
    .option('--yes', 'even where the context looks like production')
    .option('--context <name>', 'a context of the kubeconfig (else its current one)')
    .option('--image <name>', 'what the Pods run, for clusters that cannot be given the suite’s own image')
    .option('--kubernetes <version>', 'of the target kind: 1.35 or 1.35.4 (else what the node image has)')
    .option('--node-image <name>', 'of the target kind (else KIND_NODE_IMAGE, else kind’s own)')
    .option('--cluster <name>', 'of the target kind: the one to use if it exists, else to make by this name')
    .option('--nodes <number>', 'of the target kind (1 control plane, the others workers)', whole)
    .option('--keep', 'of the target kind: leave the cluster that was made')
    .option('--parallel <number>', 'scenarios side by side', sideBySide, defaultSideBySide())
    .option('--time-factor <number>', 'stretches every wait', timeFactor, 1)
}

function addServe(program: Command, done: (exitCode: number) => void): void {
  program
    .command('serve')
    .description('keep an embedded cluster up, with nodes and a controller, for kubectl and other clients')
    .option('--port <number>', 'where to listen (else any free port)', port, 0)
    .option('--listen <address>', 'of this machine; 0.0.0.0 for all', DEFAULT_LISTEN)
    .addOption(
      new Option('--controller <name>', 'who reconciles StatefulSets')
        .choices(['reference', 'none'])
        .default('reference'),
    )
    .option('--kubeconfig <file>', 'write it there (else to a temporary file)')
    .option('--log-requests', 'tell of every request on standard error')
    .action(async (options: ServeOptions) => {
      done(await serve(options))
    })
}

function addParity(program: Command, done: (exitCode: number) => void): void {
  program
    .command('parity')
    .description('does the embedded API server answer as kube-apiserver does?')
    .option('--family <name...>', 'only these families of requests, such as crud')
    .option('--live', 'ask a real control plane instead: is the record still what it answers?')
    .option('--record', 'write down what a real control plane answers')
    .option('--assets <folder>', 'etcd and kube-apiserver are here (else KUBEBUILDER_ASSETS, else built once)')
    .action(async (options: ParityOptions) => {
      done(await parity(options))
    })
}

function explain(error: Error): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.conformant : exitCodes.usage
  console.error(`error: ${error.message}`)
  if (error instanceof UsageError) return exitCodes.usage
  for (let cause = error.cause; cause instanceof Error; cause = cause.cause) console.error(`  because ${cause.message}`)
  return exitCodes.harnessError
}

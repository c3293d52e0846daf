import { Command, CommanderError, Option } from 'commander'
import { CONTROL_TOKEN, faults, targetNames } from '../target/index.ts'
import { certify } from './certify.ts'
import { addClusterCommands } from './cluster-commands.ts'
import { type ControllerOptions, runController } from './controller.ts'
import { exitCodes, UsageError } from './errors.ts'
import { familyHelp } from './families.ts'
import { kindFileOption } from './kind-file-option.ts'
import { mergeRuns } from './merge.ts'
import { defaultParallelism, parallelism, port, seconds, shard, timeFactor, whole } from './numbers.ts'
import type { CertifyOptions } from './options.ts'
import { REPLAYED, replay } from './replay.ts'
import { renderReport } from './report.ts'
import { DEFAULT_LISTEN, type ServeOptions, serve } from './serve.ts'
import { ALL, suiteVersion } from './suite.ts'

/** Adds a command, which calls `done` with its exit code. */
export type AddCommand = (program: Command, done: (exitCode: number) => void) => void

/**
 * Runs one command.
 * @param more commands beside those of the package
 * @returns its exit code: 0 conformant, 1 non-conformant, 2 usage, 3 harness error, 4 incomplete
 */
export async function main(args: string[], more: readonly AddCommand[] = []): Promise<number> {
  let exitCode: number = exitCodes.conformant
  const program = new Command('statefulset-conformance')
    .description('A conformance test suite for the Kubernetes StatefulSet')
    .version(suiteVersion())
  onTarget(program.command('certify'))
    .description('run the features and report which guarantees are kept')
    .option('--guarantee <id...>', 'only the scenarios of these guarantees')
    .option('--family <name...>', familyHelp())
    .option('--mutant <name>', 'run a mutant: the reference controller with one rule broken')
    .addOption(
      new Option(
        '--fault <name>',
        'inject a fault: between the suite and the cluster, to test the suite, or restarts of the controller',
      ).choices(faults),
    )
    .option('--features <path...>', 'feature files or folders', [ALL])
    .option('--output <folder>', 'the folder for the evidence', 'reports/latest')
    .option('--shard <index/of>', 'one part of the scenarios, such as 2/5; see merge', shard)
    .addOption(kindFileOption())
    .addOption(deviationsOption())
    .option('--baseline <file>', 'a YAML file of known failures, each with a link: they do not fail the run')
    .option(
      '--controller-version <version>',
      'the version of a controller that the suite does not start, for the versions of --deviations',
    )
    .option('--replay <folder>', 'judge the finished run in this folder again from its traces, without a cluster')
    .action(async (options: CertifyOptions & { replay?: string }, command: Command) => {
      const isNamed = command.getOptionValueSource('output') !== 'default'
      if (options.replay !== undefined) requireOptionsOfReplay(command)
      exitCode =
        options.replay === undefined
          ? await certify(options, args)
          : await replay(options.replay, isNamed && options.output ? options.output : REPLAYED, options.deviations)
    })
  addClusterCommands(program, (code) => {
    exitCode = code
  })
  addMerge(program, (code) => {
    exitCode = code
  })
  program
    .command('report')
    .description('generate the Allure pages of the last run')
    .option('--output <folder>', 'the folder with the evidence', 'reports/latest')
    .action(async ({ output }: { output: string }) => {
      exitCode = await renderReport(output)
    })
  addServe(program, (code) => {
    exitCode = code
  })
  addController(program, (code) => {
    exitCode = code
  })
  for (const add of more)
    add(program, (code) => {
      exitCode = code
    })
  for (const command of [program, ...program.commands]) command.exitOverride().showHelpAfterError('(see --help)')
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    return explain(error as Error)
  }
  return exitCode
}

const GATES_HELP =
  '(reference and control-plane only) gates of Kubernetes, such as MaxUnavailableStatefulSet=true; on the reference also StatefulSetRecreateStrategy (1.37)'

function addMerge(program: Command, done: (exitCode: number) => void): void {
  program
    .command('merge')
    .description('merge the shards of one run and judge them as one run')
    .argument('<folder...>', 'the --output folders of the shards')
    .option('--output <folder>', 'the folder for the merged evidence', 'reports/latest')
    .addOption(deviationsOption())
    .action(async (folders: string[], { output, deviations }: { output: string; deviations?: string }) => {
      done(await mergeRuns(folders, output, deviations))
    })
}

/** @throws UsageError for an option that says how to run what has run already */
function requireOptionsOfReplay(command: Command): void {
  const other = command.options.find(
    (option) =>
      !['replay', 'output', 'deviations'].includes(option.attributeName()) &&
      command.getOptionValueSource(option.attributeName()) === 'cli',
  )
  if (other)
    throw new UsageError(
      `${other.long} does not go with --replay, which judges a finished run as it was: leave it out; --output and --deviations do`,
    )
}

const deviationsOption = () =>
  new Option(
    '--deviations <file>',
    "a YAML file of declared deviations, or none (default: those of upstream's controller where it is under test)",
  )

/** Adds the options of every command that starts a target. */
export function onTarget(command: Command): Command {
  return command
    .addOption(new Option('--target <name>', 'the cluster to run on').choices(targetNames()).default('reference'))
    .addOption(
      new Option('--controller <name>', 'the controller under test').choices(['reference', 'upstream', 'none']),
    )
    .option(
      '--assets <folder>',
      'the folder with etcd, kube-apiserver and kube-controller-manager (default: KUBEBUILDER_ASSETS, then built once)',
    )
    .option('--kubeconfig <file>', '(kubeconfig only) the kubeconfig file (default: KUBECONFIG, then ~/.kube/config)')
    .option('--yes', 'allow a context whose name looks like production')
    .option('--context <name>', 'the context of the kubeconfig (default: the current one)')
    .option('--control <url>', `(kubeconfig only) the control endpoint of the target; its token is in ${CONTROL_TOKEN}`)
    .option(
      '--image <name>',
      '(kubeconfig and kind only) the image of the Pods, where the image of the suite cannot be loaded',
    )
    .option(
      '--kubernetes <version>',
      'the version of Kubernetes (default: 1.36): 1.33 to 1.37 on control-plane, 1.36 or 1.37 on reference; any on kind, such as 1.35.4 (default: that of the node image)',
    )
    .option('--feature-gates <list>', GATES_HELP)
    .option('--node-image <name>', '(kind only) the node image (default: KIND_NODE_IMAGE, then that of kind)')
    .option('--cluster <name>', '(kind only) the name of the cluster: used if it exists, created if not')
    .option('--nodes <number>', '(kind only) the number of nodes: 1 control plane, the others workers', whole)
    .option('--keep', '(kind only) keep the cluster')
    .option('--parallel <number>', 'the number of scenarios to run in parallel', parallelism, defaultParallelism())
    .option('--time-factor <number>', 'multiplies every timeout', timeFactor, 1)
    .addOption(
      new Option(
        '--settle <how>',
        'how to find out that nothing more will happen: probe the controller (ask), or use the control endpoint of the target (target)',
      ).choices(['ask', 'target']),
    )
}

/** Adds the options of a reference controller that runs by itself. */
function likeKubernetes(command: Command): Command {
  return command
    .option('--mutant <name>', 'run a mutant: the reference controller with one rule broken')
    .option('--kubernetes <version>', 'the version of Kubernetes to behave like: 1.36 (the default) or 1.37')
    .option('--feature-gates <list>', 'gates of Kubernetes, such as MaxUnavailableStatefulSet=true')
}

function addServe(program: Command, done: (exitCode: number) => void): void {
  likeKubernetes(program.command('serve'))
    .description('run an embedded cluster with nodes and a controller, for kubectl and other clients')
    .option('--port <number>', 'the port to listen on (default: any free port)', port, 0)
    .option('--listen <address>', 'the address to listen on; 0.0.0.0 for all', DEFAULT_LISTEN)
    .addOption(
      new Option('--controller <name>', 'the controller that reconciles StatefulSets')
        .choices(['reference', 'none'])
        .default('reference'),
    )
    .option('--pod-start-delay <seconds>', 'how long the containers of a Pod take to start', seconds, 0)
    .addOption(kindFileOption())
    .option('--kubeconfig <file>', 'the file to write the kubeconfig to (default: a temporary file)')
    .option('--log-requests', 'log every request to standard error')
    .action(async (options: ServeOptions) => {
      done(await serve(options))
    })
}

function addController(program: Command, done: (exitCode: number) => void): void {
  likeKubernetes(program.command('controller'))
    .description('run the reference controller on the cluster of a kubeconfig, until it is interrupted')
    .option(
      '--kubeconfig <file>',
      'the kubeconfig file (default: KUBECONFIG, then ~/.kube/config, then the service account of this Pod)',
    )
    .option('--context <name>', 'the context of the kubeconfig (default: the current one)')
    .option('--yes', 'allow a context whose name looks like production')
    .action(async (options: ControllerOptions) => {
      done(await runController(options))
    })
}

function explain(error: Error): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.conformant : exitCodes.usage
  console.error(`error: ${error.message}`)
  if (error instanceof UsageError) return exitCodes.usage
  for (let cause = error.cause; cause instanceof Error; cause = cause.cause) console.error(`  because ${cause.message}`)
  return exitCodes.harnessError
}

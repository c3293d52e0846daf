import type { Command } from 'commander'
import { cleanup } from './cleanup-command.ts'
import { doctor } from './doctor.ts'
import { familyHelp } from './families.ts'
import { kindFileOption } from './kind-file-option.ts'
import { defaultParallelism, parallelism } from './numbers.ts'
import { plan } from './plan.ts'
import { nameOfRun } from './run-name.ts'

/** Adds the commands for a cluster that the suite did not create. Each calls `ended` with its exit code. */
export function addClusterCommands(program: Command, ended: (exitCode: number) => void): void {
  const onCluster = (command: Command) =>
    command
      .option(
        '--kubeconfig <file>',
        'the kubeconfig file (default: KUBECONFIG, then ~/.kube/config, then the service account of this Pod)',
      )
      .option('--context <name>', 'the context of the kubeconfig (default: the current one)')
      .addOption(kindFileOption())
  const withImage = (command: Command) =>
    onCluster(command).option('--image <name>', 'the image of the Pods (default: the image of the suite)')
  withImage(program.command('plan'))
    .description('print what a run would create and which scenarios it would run; creates nothing')
    .option('--guarantee <id...>', 'only the scenarios of these guarantees')
    .option('--family <name...>', familyHelp())
    .option('--parallel <number>', 'the number of scenarios to run in parallel', parallelism, defaultParallelism())
    .action(async (options) => ended(await plan(options)))
  withImage(program.command('doctor'))
    .description('check whether a cluster has what a run needs, with remedies; creates nothing')
    .option('--rbac', 'print a service account with the permissions that a run needs, and no more')
    .option('--namespace <name>', 'the namespace of that service account', 'default')
    .action(async (options) => ended(await doctor(options)))
  onCluster(program.command('cleanup'))
    .description('remove the leftovers of runs from a cluster, and wait until they are gone')
    .option('--run <name>', 'only this run (default: all runs, including those in progress)', nameOfRun)
    .option('--yes', 'allow a context whose name looks like production')
    .action(async (options) => ended(await cleanup(options)))
}

import type { Command } from 'commander'
import { cleanup } from './cleanup.ts'
import { doctor } from './doctor.ts'
import { familyHelp } from './families.ts'
import { defaultSideBySide, sideBySide } from './numbers.ts'
import { plan } from './plan.ts'
import { nameOfRun } from './run-name.ts'

/** Adds the commands about a cluster that somebody else runs. Each tells its exit code. */
export function addClusterCommands(program: Command, ended: (exitCode: number) => void): void {
  const onCluster = (command: Command) =>
    command
      .option('--kubeconfig <file>', 'else KUBECONFIG, else ~/.kube/config, else the service account of this Pod')
      .option('--context <name>', 'a context of the kubeconfig (else its current one)')
  const withImage = (command: Command) =>
    onCluster(command).option('--image <name>', 'what the Pods would run, if not the suite’s own image')
  withImage(program.command('plan'))
    .description('say what a run on a cluster would create, and which scenarios it would run; creates nothing')
    .option('--guarantee <id...>', 'only the scenarios of these guarantees')
    .option('--family <name...>', familyHelp())
    .option('--parallel <number>', 'scenarios side by side', sideBySide, defaultSideBySide())
    .action(async (options) => ended(await plan(options)))
  withImage(program.command('doctor'))
    .description('say what a cluster lacks for a run, each with a remedy; creates nothing')
    .option('--rbac', 'print a service account with the permissions that a run needs, and no more')
    .option('--namespace <name>', 'of that service account', 'default')
    .action(async (options) => ended(await doctor(options)))
  onCluster(program.command('cleanup'))
    .description('remove what runs left behind on a cluster, and wait until it is gone')
    .option('--run <name>', 'of this run only (else of all, those still at work included)', nameOfRun)
    .option('--yes', 'even where the context looks like production')
    .action(async (options) => ended(await cleanup(options)))
}

import { connectionOf, isCustom } from '../client/index.ts'
import { startUpstreamBehind } from './control-plane/index.ts'
import { type Controls, refusalsByMachineTime, runReferenceController, startable } from './reference.ts'
import { type ControllerChoice, choiceOf, type TargetOptions } from './target.ts'

/** The controller under test, as far as it is started here, and what can be done to it. */
export interface TestedController {
  readonly controls: Pick<Controls, 'controller' | 'refuse' | 'lacking'>
  readonly provenance: Readonly<Record<string, string>>
  /** Resolves when it dies unasked; never otherwise. */
  readonly failed: Promise<Error>
  stop(): Promise<void>
}

type Options = Pick<TargetOptions, 'mutant' | 'assets' | 'progress' | 'kubernetes' | 'featureGates' | 'kind'> & {
  /** For an API server that answers in JSON only. */
  readonly json?: boolean
}

/** Starts the controller under test behind a proxy, on the API server of a kubeconfig, so that its requests can be refused. */
export async function startTested(
  kubeconfig: string,
  controller: ControllerChoice,
  options: Options,
): Promise<TestedController> {
  if (controller === 'none')
    return { controls: { lacking: ELSEWHERE }, provenance: {}, failed: new Promise(() => {}), async stop() {} }
  const refusals = refusalsByMachineTime()
  const started = await (controller === 'upstream' ? upstream : reference)(kubeconfig, refusals, options)
  return { ...started, controls: { controller: started.controller, refuse: refusals.replace, lacking: LACKING } }
}

const MACHINE = 'the cluster has no clock but the machine’s'
const LACKING = {
  clock: MACHINE,
  rest: 'nobody but its controllers knows their work queues',
  'node-fault': 'no node of it can be disconnected',
  forget: 'its history is not this target’s to forget',
}
const OTHERS = 'the controller under test is not started here'
const ELSEWHERE = { ...LACKING, 'controller-restart': OTHERS, refusals: OTHERS }

type Refusals = ReturnType<typeof refusalsByMachineTime>

async function upstream(kubeconfig: string, { answer }: Refusals, options: Options) {
  const { assets, json, progress, kubernetes, featureGates } = options
  const settings = {
    progress,
    ...(assets && { assets }),
    ...(json && { json }),
    ...(kubernetes && { version: kubernetes }),
    ...(featureGates && { featureGates }),
  }
  const { process, provenance, failed, stop } = await startUpstreamBehind(
    await connectionOf(kubeconfig),
    { answer },
    settings,
  )
  const flags = 'kube-controller-manager flags'
  const { [flags]: own = '', ...rest } = provenance
  const run = async () => {
    await process.start()
    return process
  }
  return {
    controller: startable(run, process),
    provenance: { ...rest, 'statefulset-controller flags': own },
    failed,
    stop,
  }
}

async function reference(kubeconfig: string, refusals: Refusals, options: Options) {
  const { mutant, kind } = options
  const settings = {
    choice: choiceOf(options),
    ...(mutant !== undefined && { mutant }),
    ...(kind && isCustom(kind) && { resource: kind }),
  }
  const run = () => runReferenceController(kubeconfig, refusals, settings)
  const controller = startable(run, await run())
  return {
    controller,
    provenance: mutant ? { mutant } : {},
    failed: new Promise<Error>(() => {}),
    stop: controller.stop,
  }
}

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connection } from '../../client/index.ts'
import { askAgain, every, waits } from '../../patience/index.ts'
import { askOnce, kubeconfigOf } from './api-access.ts'
import { serviceAccountKey } from './api-server.ts'
import type { Child } from './child.ts'
import type { Processes } from './processes.ts'

const STATEFUL_SETS = 'statefulset-controller'

/** The other controllers of a cluster; the embedded cluster simulates them. */
const otherControllers = [
  'garbage-collector-controller',
  'namespace-controller',
  'endpointslice-controller',
  'persistentvolume-binder-controller',
  'persistentvolumeclaim-protection-controller',
  'persistentvolume-protection-controller',
  'disruption-controller',
  'pod-garbage-collector-controller',
  'serviceaccount-controller',
  'replicaset-controller',
  'resourcequota-controller',
]

const controllersFor = {
  all: [STATEFUL_SETS, ...otherControllers],
  'all-but-stateful-sets': otherControllers,
  'stateful-sets': [STATEFUL_SETS],
}

/** The inputs of the flags of kube-controller-manager. */
export interface ControllerManagerSettings {
  readonly folder: string
  readonly port: number
  /** The controllers to run: all, all but StatefulSets (another controller reconciles them), or StatefulSets only. */
  readonly controls: 'all' | 'all-but-stateful-sets' | 'stateful-sets'
  readonly featureGates?: string | undefined
  /** For an API server that answers in JSON only; else protobuf is spoken. */
  readonly json?: boolean | undefined
}

/** The flags of a controller manager that is not held back: its ordinary limits make twenty sets take half a minute. */
export function controllerManagerFlags(settings: ControllerManagerSettings): string[] {
  const { folder, port, controls, featureGates, json } = settings
  const kubeconfig = join(folder, 'controllers.kubeconfig')
  return [
    `--kubeconfig=${kubeconfig}`,
    `--authentication-kubeconfig=${kubeconfig}`,
    `--authorization-kubeconfig=${kubeconfig}`,
    '--authentication-skip-lookup=true',
    '--authorization-always-allow-paths=/healthz,/metrics',
    '--leader-elect=false',
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--cert-dir=${join(folder, 'controllers')}`,
    `--service-account-private-key-file=${serviceAccountKey(folder)}`,
    '--kube-api-qps=1000',
    '--kube-api-burst=2000',
    '--concurrent-statefulset-syncs=10',
    '--pvclaimbinder-sync-period=1s',
    ...(json ? ['--kube-api-content-type=application/json'] : []),
    `--controllers=${controllersFor[controls].join(',')}`,
    ...(featureGates ? [`--feature-gates=${featureGates}`] : []),
  ]
}

/** kube-controller-manager, which may be stopped and started while the rest runs on. */
export interface ControllerManager {
  /** Starts it, through the given server (a proxy) instead of the API server itself if one is named. */
  start(through?: string): Promise<void>
  stop(): Promise<void>
  /** Its metrics in the Prometheus text format, work queues included. */
  metrics(): Promise<string>
}

/** The controller manager of a running API server; not started yet. */
export function controllerManager(
  processes: Processes,
  settings: ControllerManagerSettings,
  access: Connection,
): ControllerManager {
  let running: Child | undefined

  async function start(through = access.server): Promise<void> {
    if (running) throw new Error('kube-controller-manager runs already; stop it first')
    const { server, token } = access
    const way = through === server ? access : { server: through, ...(token && { token }) }
    await writeFile(join(settings.folder, 'controllers.kubeconfig'), kubeconfigOf(way), { mode: 0o600 })
    running = await processes.start('kube-controller-manager', controllerManagerFlags(settings))
    await askAgain(async () => ((await ask('/healthz')).code === 200 ? true : undefined), {
      what: 'kube-controller-manager answers /healthz with 200',
      every: every.process,
      atMost: waits.controllersHealthy.ms,
      signal: processes.over,
    })
  }

  async function stop(): Promise<void> {
    await running?.stop()
    running = undefined
  }

  function ask(path: string) {
    if (!running) throw new Error('kube-controller-manager does not run')
    return askOnce({ server: `https://127.0.0.1:${settings.port}` }, path)
  }

  return { start, stop, metrics: async () => (await ask('/metrics')).body }
}

import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type Api, connectionOf, isCustom, resources } from '../client/index.ts'
import { offeredBy } from './control.ts'
import { type ClusterOrder, checkMemory, findKind, type Kind, withoutStatefulSetController } from './kind/index.ts'
import { type Lease, lease } from './kind/lease.ts'
import { chooseNodeImage, isVersion, localImages } from './kind/node-image.ts'
import { awaitWorkingCluster, upstreamIsOn } from './kind/works.ts'
import { type KindControl, type SpareNode, startKindControl } from './kind-control.ts'
import { useCluster } from './kubeconfig/index.ts'
import { CLUSTER_LOGS, EXPENDABLE_NODE, type Target, type TargetOptions, WORKLOAD_IMAGE } from './target.ts'
import { withApi } from './with-api.ts'
import { workloadArchive } from './workload/index.ts'

/** A kind cluster: one that the suite makes and deletes, or one of the user's by name. */
export async function startKind(options: TargetOptions): Promise<Target> {
  const { controller = 'upstream', progress, keep = false, output = '.' } = options
  const kind = await findKind({ progress })
  const order = await orderOf(kind, options)
  // Before any cluster is made: without an image there would be nothing to run in it.
  const archive = options.image === undefined ? await archiveFor(kind, progress) : undefined
  const held = await lease(kind, { order, keep, logs: join(output, CLUSTER_LOGS), progress })
  const exportLogs = async (folder: string) => {
    // After a signal there may be nothing left to ask.
    if ((await kind.nodes(held.name)).length > 0) await kind.exportLogs(held.name, folder)
  }
  let control: KindControl | undefined
  try {
    if (archive !== undefined) await kind.loadImageArchive(held.name, archive)
    const { serverVersion, spare, drains } = await withApi(held.kubeconfig, 'statefulset-conformance', (api) =>
      prepare(api, kind, held, options),
    )
    const target = await useCluster(
      { text: held.kubeconfig, context: `kind-${held.name}` },
      { ...options, controller, image: options.image ?? WORKLOAD_IMAGE },
    )
    const connection = await connectionOf(held.kubeconfig)
    control = await startKindControl(kind, held, { ...options, controller, ...(spare && { spare }) })
    const { address } = control
    return {
      ...target,
      name: 'kind',
      connections: target.kubeconfigs.map(() => connection),
      controls: target.kubeconfigs.map(() => address),
      capabilities: [...new Set([...target.capabilities, ...always, ...drains, ...(await offeredBy(address))])],
      provenance: {
        ...target.provenance,
        'kube-apiserver': serverVersion,
        kind: kind.version,
        engine: kind.engine.name,
        nodes: String((await kind.nodes(held.name)).length),
        ...(order.image && held.made && { 'node image': order.image }),
        ...control.provenance,
      },
      exportLogs,
      temporary: held.temporary,
      async stop() {
        await control?.stop().catch(() => {})
        await target.stop().catch(() => {})
        await held.release()
      },
    }
  } catch (error) {
    await exportLogs(join(output, CLUSTER_LOGS)).catch(() => {})
    await control?.stop().catch(() => {})
    await held.release()
    throw error
  }
}

/** True if upstream's controller does not reconcile the kind: then it does no harm. */
const isOther = ({ kind }: TargetOptions): boolean => kind !== undefined && isCustom(kind)

/** With the control plane and the worker that is set apart, two are left that take Pods. */
const DRAINED_FROM = 4

/** kind brings CoreDNS, and one etcd is behind everything. */
const always = ['dns', 'global-order']

async function orderOf(kind: Kind, options: TargetOptions): Promise<ClusterOrder> {
  const { controller = 'upstream', cluster, nodes = 1 } = options
  checkMemory(kind.engine, nodes)
  const image = chooseNodeImage(options, process.env, await localImages(kind.engine.name, process.env))
  return {
    name: cluster ?? `sts-conformance-${randomBytes(3).toString('hex')}`,
    nodes,
    ...(image && { image }),
    kubeadmPatches: controller === 'upstream' || isOther(options) ? [] : [withoutStatefulSetController],
  }
}

/** Scenarios about templates name a second tag: a Pod of theirs must start too. */
const archiveFor = ({ engine }: Kind, progress: (line: string) => void): Promise<string> =>
  workloadArchive({
    names: [WORKLOAD_IMAGE, WORKLOAD_IMAGE.replace(/:1$/, ':2')],
    architecture: engine.architecture,
    engine: engine.name,
    progress,
  })

/** Waits until the cluster works, and verifies that it matches the options: an existing cluster may differ. */
async function prepare(api: Api, kind: Kind, held: Lease, options: TargetOptions) {
  const { controller = 'upstream', kubernetes, nodes } = options
  const { gitVersion: serverVersion } = await api.ask<{ gitVersion: string }>('GET', '/version')
  const found = await kind.nodes(held.name)
  const complain = (expected: string, seen: string) => {
    throw new Error(`cluster ${held.name}: expected ${expected}, found ${seen}. Name another --cluster, or none.`)
  }
  if (kubernetes && !isVersion(serverVersion, kubernetes)) complain(`Kubernetes ${kubernetes}`, serverVersion)
  if (nodes && found.length !== nodes) complain(`${nodes} node(s)`, `${found.length}`)
  // In a cluster of the user a node may be stopped on purpose.
  await awaitWorkingCluster(api, held.made ? found : [])
  const matters = !isOther(options)
  if (matters && controller === 'upstream' && (await upstreamIsOn(api)) === false)
    complain('upstream’s StatefulSet controller', 'that it is turned off')
  if (matters && controller !== 'upstream' && (await upstreamIsOn(api)))
    complain('upstream’s StatefulSet controller turned off (see README, kind)', 'it at work')
  const spare = held.made ? await spareNode(api, kind, found) : undefined
  const drains = held.made && found.length >= DRAINED_FROM ? ['drain'] : []
  return { serverVersion, drains, ...(spare && { spare }) }
}

/** Sets one worker apart, if another is left for all other Pods. A paused container is a node that nobody hears. */
async function spareNode(api: Api, kind: Kind, nodes: readonly string[]): Promise<SpareNode | undefined> {
  const worker = nodes
    .filter((name) => name.includes('-worker'))
    .sort()
    .at(-1)
  if (!worker || nodes.length < 3) return undefined
  await api.patch({ resource: resources.nodes, name: worker }, 'strategic', {
    metadata: { labels: { [EXPENDABLE_NODE]: 'true' } },
    spec: { taints: [{ key: EXPENDABLE_NODE, value: 'true', effect: 'NoSchedule' }] },
  })
  const { name } = kind.engine
  return { name: worker, fault: { lose: [name, 'pause', '{node}'], restore: [name, 'unpause', '{node}'] } }
}

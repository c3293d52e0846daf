import { type Api, isGone, type Resource } from '../../client/index.ts'
import { alarm, askAgain, every, stretched, waits } from '../../patience/index.ts'

/** The access to the controller manager of a kind cluster. */
export interface ControllerManagerSite {
  /** Runs words in the container of the node that it is on; answers what they print. */
  readonly inNode: (...words: string[]) => Promise<string>
  readonly api: Api
}

const NAME = 'kube-controller-manager'
const MANIFEST = `/etc/kubernetes/manifests/${NAME}.yaml`
// A kubelet runs the static Pods in the folder of manifests; a manifest outside of it has no effect.
const PARKED = `/etc/kubernetes/${NAME}.yaml`

const leases: Resource = {
  group: 'coordination.k8s.io',
  version: 'v1',
  plural: 'leases',
  kind: 'Lease',
  namespaced: true,
}

/** Takes the manifest of the static Pod away; done when its container has ended. */
export async function stopControllerManager({ inNode, api }: ControllerManagerSite): Promise<void> {
  await inNode('mv', MANIFEST, PARKED)
  await askAgain(async () => ((await inNode('crictl', 'ps', '--quiet', '--name', NAME)) === '' ? true : undefined), {
    what: `the container of ${NAME} has ended after its manifest was taken away`,
    every: every.namespace,
    atMost: waits.controllersHealthy.ms,
  })
  // Its successor would wait until the lease of the one that has ended runs out.
  await api.remove({ resource: leases, namespace: 'kube-system', name: NAME }).catch((error: unknown) => {
    if (!isGone(error)) throw error
  })
}

/** Puts the manifest back; done when the controller manager holds the lease, and so works. */
export async function startControllerManager({ inNode, api }: ControllerManagerSite): Promise<void> {
  const over = new AbortController()
  const cancel = alarm(stretched(waits.controllersHealthy.ms), () => over.abort())
  try {
    const watch = await api.watch(leases, 'kube-system', undefined, over.signal)
    await inNode('mv', PARKED, MANIFEST)
    for await (const { type, object } of watch)
      if (type !== 'DELETED' && object.metadata.name === NAME && object.spec?.['holderIdentity']) return
    throw new Error('the server ended the watch of leases')
  } catch (cause) {
    throw new Error(
      `expected ${NAME} to take its lease within ${stretched(waits.controllersHealthy.ms)} ms after its manifest was put back; look at its log with \`crictl logs\` on the node`,
      { cause },
    )
  } finally {
    cancel()
    over.abort()
  }
}

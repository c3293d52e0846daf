import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Api, KubeObject, WatchEvent } from '../../client/index.ts'
import { setTimeFactor } from '../../patience/index.ts'
import { startControllerManager, stopControllerManager } from './controller-manager.ts'

// The rules are those that kubeadm's static Pods were seen to follow; `certify --target kind` runs against real ones.

describe('the controller manager of a kind cluster', () => {
  it('is stopped by taking its manifest away, until its container is gone, and its lease with it', async () => {
    const { story, site } = staged({ containers: ['c0ffee', 'c0ffee', ''] })
    await stopControllerManager(site)
    expect(story).to.deep.equal([
      'mv /etc/kubernetes/manifests/kube-controller-manager.yaml /etc/kubernetes/kube-controller-manager.yaml',
      ...Array.from({ length: 3 }, () => 'crictl ps --quiet --name kube-controller-manager'),
      'remove Lease kube-controller-manager',
    ])
  })

  it('is started by putting the manifest back, until it holds the lease', async () => {
    const { story, site } = staged({
      leases: [
        lease('kube-scheduler', 'other'),
        lease('kube-controller-manager'),
        lease('kube-controller-manager', 'me'),
      ],
    })
    await startControllerManager(site)
    expect(story).to.deep.equal([
      'watch leases',
      'mv /etc/kubernetes/kube-controller-manager.yaml /etc/kubernetes/manifests/kube-controller-manager.yaml',
      'seen kube-scheduler',
      'seen kube-controller-manager',
      'seen kube-controller-manager',
    ])
  })

  it('says what was expected when it does not come back', async () => {
    setTimeFactor(0.001)
    const { site } = staged({ leases: [] })
    const error = await startControllerManager(site).catch(({ message }) => message)
    setTimeFactor(1)
    expect(error).to.match(/^expected kube-controller-manager to take its lease within 60 ms/)
  })
})

const lease = (name: string, holderIdentity?: string): KubeObject => ({
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: { name, uid: name, resourceVersion: '1' },
  ...{ spec: { holderIdentity } },
})

function staged({ containers = [], leases = [] }: { containers?: string[]; leases?: KubeObject[] }) {
  const story: string[] = []
  const api = {
    async remove({ resource, name }: { resource: { kind: string }; name: string }) {
      story.push(`remove ${resource.kind} ${name}`)
    },
    async watch({ plural }: { plural: string }, _namespace: string, _from: undefined, signal: AbortSignal) {
      story.push(`watch ${plural}`)
      return events(signal)
    },
  }
  async function* events(signal: AbortSignal): AsyncGenerator<WatchEvent> {
    for (const object of leases) {
      story.push(`seen ${object.metadata.name}`)
      yield { type: 'MODIFIED', object }
    }
    const { promise, reject } = Promise.withResolvers<void>()
    signal.addEventListener('abort', () => reject(signal.reason))
    await promise
  }
  async function inNode(...words: string[]) {
    story.push(words.join(' '))
    return words[0] === 'crictl' ? (containers.shift() ?? '') : ''
  }
  return { story, site: { inNode, api: api as unknown as Api } }
}

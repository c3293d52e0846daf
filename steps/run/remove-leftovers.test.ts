import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { type Api, connectByKubeconfig, type KubeObject, resources } from '../client/index.ts'
import { startTarget, type Target } from '../target/index.ts'
import { HOLD_FINALIZER, RUN_LABEL } from '../world/labels.ts'
import { removeLeftovers } from './remove-leftovers.ts'

describe('cleanup', () => {
  let target: Target
  let kubeconfig: string
  let api: Api
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  before(async () => {
    target = await startTarget('reference', { controller: 'none', parallel: 1, progress: () => {} })
    kubeconfig = target.kubeconfigs[0] ?? ''
    api = await connectByKubeconfig(kubeconfig, { userAgent: () => 'test', answeredWithin: 10_000 })
  })
  after(async () => {
    await api.close()
    await target.stop()
  })

  const namespace = (name: string, labels: Record<string, string>) =>
    api.create(resources.namespaces, undefined, { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })
  const claim = (within: string, finalizers: string[]) =>
    api.create(resources.claims, within, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'held', finalizers },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
    })
  const pod = (within: string, finalizers: string[]) =>
    api.create(resources.pods, within, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'held', finalizers },
      spec: { containers: [{ name: 'main', image: 'none:1' }] },
    })
  const names = async () =>
    (await api.list<KubeObject>(resources.namespaces)).items.map(({ metadata }) => metadata.name).sort()

  it('removes the namespaces of one run, held by the suite’s finalizers or not, and nobody else’s', async () => {
    const before = await names()
    await Promise.all([
      namespace('a-1', { [RUN_LABEL]: 'a' }),
      namespace('b-1', { [RUN_LABEL]: 'b' }),
      namespace('bystander', {}),
    ])
    await Promise.all(
      ['a-1', 'b-1', 'bystander'].flatMap((name) => [claim(name, [HOLD_FINALIZER]), pod(name, [HOLD_FINALIZER])]),
    )
    expect(await removeLeftovers(kubeconfig, { run: 'a', say })).to.deep.equal(['a'])
    expect(await names()).to.deep.equal([...before, 'b-1', 'bystander'].sort())
    expect(said).to.deep.equal(['1 namespaces of a are being removed'])
    const left = await api.get<KubeObject>({ resource: resources.pods, namespace: 'bystander', name: 'held' })
    expect(left.metadata.finalizers).to.deep.equal([HOLD_FINALIZER])
    expect(await removeLeftovers(kubeconfig, { say })).to.deep.equal(['b'])
    expect(await removeLeftovers(kubeconfig, { say })).to.deep.equal([])
  })

  it('frees a namespace that is already being deleted', async () => {
    await namespace('c-1', { [RUN_LABEL]: 'c' })
    await pod('c-1', [HOLD_FINALIZER])
    await api.remove({ resource: resources.namespaces, name: 'c-1' })
    expect(await removeLeftovers(kubeconfig, { say })).to.deep.equal(['c'])
  })

  it('leaves finalizers of others alone, and says which namespace stays', async () => {
    await namespace('d-1', { [RUN_LABEL]: 'd' })
    await pod('d-1', ['example.test/keep', HOLD_FINALIZER])
    const error = await removeLeftovers(kubeconfig, { say, wait: { ms: 500, covers: 'a test' } }).catch(
      (reason) => reason,
    )
    expect(error)
      .to.be.instanceOf(Error)
      .with.property('message')
      .that.matches(/not gone: d-1/)
    const held = await api.get<KubeObject>({ resource: resources.pods, namespace: 'd-1', name: 'held' })
    expect(held.metadata.finalizers).to.deep.equal(['example.test/keep'])
    await api.patch({ resource: resources.pods, namespace: 'd-1', name: 'held' }, 'merge', {
      metadata: { finalizers: null },
    })
    await removeLeftovers(kubeconfig, { say })
  })
})

import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { KubectlSession, MANIFEST, rows, withoutKubectl } from './kubectl-testing.ts'

const NEWER_IMAGE = '[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"server:2"}]'

/** A session as a person would have it, on the embedded API server, without flags that a real cluster would not need. */
describe('kubectl changes what runs', { skip: withoutKubectl }, () => {
  const session = new KubectlSession()

  it('applies, and applies a change', async () => {
    await session.ok('apply -f', MANIFEST)
    await session.rolledOut()
    await session.ok('patch statefulset web --type=json -p', NEWER_IMAGE)
    await session.rolledOut()
  })

  it('shows, undoes and restarts a rollout', async () => {
    expect(await session.ok('rollout history statefulset/web')).to.match(/^1 +<none>\n2 +<none>$/m)
    expect(await session.ok('rollout history statefulset/web --revision=1')).to.include('server:1')
    expect(await session.ok('rollout undo statefulset/web')).to.include('rolled back')
    await session.rolledOut()
    expect(await session.ok('get pod web-0 -o', 'jsonpath={.spec.containers[0].image}')).to.equal('server:1')
    expect(await session.ok('rollout restart statefulset/web')).to.include('restarted')
    await session.rolledOut()
    expect(await session.ok('get pod web-0 -o yaml')).to.include('kubectl.kubernetes.io/restartedAt')
  })

  it('changes one thing at a time', async () => {
    expect(await session.ok('set image statefulset/web server=server:3')).to.include('image updated')
    expect(await session.ok('set resources statefulset/web --limits=cpu=1')).to.include('resource requirements updated')
    expect(await session.ok('label statefulset web tier=front')).to.include('labeled')
    expect((await session.run('label statefulset web tier=back')).err).to.include('already has a value')
    expect(await session.ok('label statefulset web tier-')).to.include('unlabeled')
    expect(await session.ok('annotate statefulset web note=x')).to.include('annotated')
    const patches = ['--type=strategic', '--type=merge', '--type=json']
    const bodies = ['{"spec":{"minReadySeconds":1}}', '{"spec":{"minReadySeconds":0}}']
    const remove = '[{"op":"remove","path":"/metadata/annotations/note"}]'
    for (const [index, type] of patches.entries()) {
      expect(await session.ok(`patch statefulset web ${type} -p`, bodies[index] ?? remove)).to.include('patched')
    }
    expect(await session.ok('get sts web -o', 'jsonpath={.metadata.annotations.note}')).to.equal('')
    await session.rolledOut()
  })

  it('edits', async () => {
    const editor = join(session.folder, 'editor')
    await writeFile(editor, '#!/bin/sh\nsed -i "s/replicas: 3/replicas: 4/" "$1"\n', { mode: 0o755 })
    session.env['EDITOR'] = editor
    expect(await session.ok('edit statefulset web')).to.include('statefulset.apps/web edited')
    await session.ok('wait statefulset/web --for=jsonpath={.status.readyReplicas}=4 --timeout=120s')
  })

  it('scales', async () => {
    expect(await session.ok('scale statefulset web --replicas=2')).to.include('scaled')
    await session.ok('wait pod/web-2 --for=delete --timeout=120s')
    expect((await session.run('scale statefulset web --current-replicas=9 --replicas=1')).err).to.include(
      'Expected replicas to be 9, was 2',
    )
    expect(rows(await session.ok('get statefulset web --subresource=scale'))[0]).to.include.members([
      'DESIRED',
      'AVAILABLE',
    ])
    expect(await session.ok('wait pod/web-0 --for=condition=Ready --timeout=120s')).to.include('condition met')
    expect((await session.run('wait pod/web-0 --for=condition=Nope --timeout=1s')).err).to.include('timed out')
  })

  it('watches', async () => {
    const watching = spawn(session.kubectl, ['get', 'pods', '-w', '--output-watch-events'], { env: session.env })
    const seen: string[][] = []
    for await (const line of createInterface({ input: watching.stdout })) {
      seen.push(line.split(/\s{2,}/))
      if (seen.length === 3) await session.ok('delete pod web-1 --wait=false')
      if (seen.some(([event, name]) => event === 'DELETED' && name === 'web-1')) break
    }
    watching.kill()
    expect(seen[0]).to.include.members(['EVENT', 'NAME', 'STATUS'])
    expect(seen).to.satisfy((all: string[][]) => all.some((row) => row.includes('Terminating')))
    await session.rolledOut()
  })

  it('cordons and drains a node, as far as the disruption budget lets it', async () => {
    await session.ok('create poddisruptionbudget web --selector=app=web --min-available=2')
    await session.ok('wait pdb/web --for=jsonpath={.status.currentHealthy}=2 --timeout=120s')
    expect(await session.ok('cordon node-0')).to.include('cordoned')
    expect(rows(await session.ok('get node node-0'))[1]).to.include('Ready,SchedulingDisabled')
    const node = await session.ok('get pod web-0 -o', 'jsonpath={.spec.nodeName}')
    const refused = await session.run(`drain ${node} --timeout=1s`)
    expect(refused.code).to.equal(1)
    expect(refused.err).to.include("Cannot evict pod as it would violate the pod's disruption budget")
    await session.ok('patch pdb web --type=merge -p', '{"spec":{"minAvailable":1}}')
    expect(await session.ok(`drain ${node} --timeout=120s`))
      .to.include('pod/web-0 evicted')
      .and.include('drained')
    await session.rolledOut()
    expect(await session.ok('get pod web-0 -o', 'jsonpath={.spec.nodeName}')).not.to.equal(node)
    for (const name of new Set(['node-0', node])) await session.ok(`uncordon ${name}`)
    await session.ok('delete pdb web')
  })

  it('deletes with each cascade', async () => {
    expect(await session.ok('delete statefulset web --cascade=orphan')).to.include('deleted')
    expect(await session.ok('get pods -o name')).to.equal('pod/web-0\npod/web-1\n')
    await session.ok('apply -f', MANIFEST)
    await session.rolledOut()
    await session.ok('delete statefulset web --cascade=foreground')
    expect(await session.ok('get pods -o name')).to.equal('')
    await session.ok('apply -f', MANIFEST)
    await session.rolledOut()
    await session.ok('delete statefulset web --cascade=background')
    await session.ok('wait pod -l app=web --for=delete --timeout=120s')
    expect(await session.ok('delete pvc --all --wait=false')).to.include('"data-web-0" deleted')
  })

  it('makes and removes a namespace with what is in it', async () => {
    await session.ok('create namespace shop')
    await session.ok('create configmap settings -n shop --from-literal=a=b')
    await session.ok('create secret generic keys -n shop --from-literal=a=b')
    await session.ok('create quota few -n shop --hard=pods=1')
    await session.ok('run one -n shop --image=i --restart=Never')
    expect((await session.run('run two -n shop --image=i --restart=Never')).err).to.include('exceeded quota: few')
    expect(await session.ok('get cm settings -n shop -o', 'jsonpath={.data.a}')).to.equal('b')
    expect(await session.ok('delete namespace shop --timeout=120s')).to.include('deleted')
    expect((await session.run('get namespace shop')).err).to.include('not found')
  })
})

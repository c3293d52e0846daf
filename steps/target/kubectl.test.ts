import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { parse } from 'yaml'
import { findBinaries } from './control-plane/index.ts'
import { serveReference } from './index.ts'

const kubectl = (await findBinaries({}).catch(() => undefined))?.kubectl
const MANIFEST = fileURLToPath(new URL('testdata/web.yaml', import.meta.url))

interface Outcome {
  code: number
  out: string
  err: string
}

/** A session as a person would have it, on the embedded API server, without flags that a real cluster would not need. */
describe('kubectl', { skip: kubectl ? false : 'no kubectl: --target control-plane builds one, once' }, () => {
  let folder: string
  let stop = async () => {}
  let env: NodeJS.ProcessEnv

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kubectl-session-'))
    const cluster = await serveReference({ port: 0, host: '127.0.0.1', controller: true })
    stop = cluster.stop
    const file = join(folder, 'kubeconfig')
    await writeFile(file, cluster.kubeconfig)
    env = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: file }
  })
  after(async () => {
    await stop()
    await rm(folder, { recursive: true })
  })

  /** Arguments as a line; what must not be split, one by one behind it. */
  function run(line: string, ...more: string[]): Promise<Outcome> {
    const args = [...line.split(' '), ...more]
    return new Promise((resolve) => {
      execFile(kubectl!, args, { env, timeout: 60_000 }, (error, out, err) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, out, err })
      })
    })
  }
  async function ok(line: string, ...more: string[]): Promise<string> {
    const { code, out, err } = await run(line, ...more)
    expect(code, `kubectl ${line}: ${err}`).to.equal(0)
    return out
  }
  const rows = (table: string) =>
    table
      .trim()
      .split('\n')
      .map((row) => row.split(/\s{2,}/))
  const rolledOut = () => ok('rollout status statefulset/web --timeout=30s')

  it('finds out what is served', async () => {
    expect(rows(await ok('api-resources'))).to.deep.include(['statefulsets', 'sts', 'apps/v1', 'true', 'StatefulSet'])
    expect((await ok('api-versions')).split('\n')).to.include.members(['apps/v1', 'policy/v1', 'v1'])
    expect(await ok('version')).to.match(/Server Version: v1\.36\./)
    expect(await ok('cluster-info')).to.include('is running at')
  })

  it('explains fields', async () => {
    const told = await ok('explain statefulset.spec.updateStrategy')
    expect(told).to.include('KIND:       StatefulSet').and.include('rollingUpdate\t<RollingUpdateStatefulSetStrategy>')
    expect(await ok('explain pod.spec.containers.resources --recursive')).to.include('limits')
    expect((await run('explain statefulset.spec.nope')).err).to.include('field "nope" does not exist')
  })

  it('asks what it may do', async () => {
    expect(await ok('auth can-i delete pods')).to.equal('yes\n')
    expect(await ok('auth can-i --list')).to.include('*.*')
    expect(await ok('auth whoami')).to.include('system:masters')
  })

  it('creates from a file and waits until all is up', async () => {
    expect(await ok('create -f', MANIFEST)).to.equal('service/web created\nstatefulset.apps/web created\n')
    expect((await run('create -f', MANIFEST)).err).to.include('"web" already exists')
    expect(await rolledOut()).to.include('roll out complete')
  })

  it('gets tables, wide and narrow', async () => {
    expect(await ok('get statefulset')).to.match(/^NAME +READY +AGE\nweb +3\/3 +\d+s\n$/)
    expect(rows(await ok('get pods -o wide'))[0]).to.deep.equal([
      'NAME',
      'READY',
      'STATUS',
      'RESTARTS',
      'AGE',
      'IP',
      'NODE',
      'NOMINATED NODE',
      'READINESS GATES',
    ])
    expect(await ok('get pods')).to.match(/^web-0 +1\/1 +Running +0 +\d+s$/m)
    const everything = 'pvc,pv,svc,events,nodes,ns,controllerrevisions,sa,cm,secrets,sc,endpointslices,quota,pdb,leases'
    for (const kind of everything.split(',')) expect((await run(`get ${kind} -o wide -A`)).code, kind).to.equal(0)
    expect(await ok('get all'))
      .to.include('pod/web-0')
      .and.include('service/web')
      .and.include('statefulset.apps/web')
    expect(rows(await ok('get pods --show-labels'))[0]).to.include('LABELS')
    expect(rows(await ok('get pods -L app'))[0]).to.include('APP')
    expect(await ok('get pods --chunk-size=1 -o name')).to.equal('pod/web-0\npod/web-1\npod/web-2\n')
  })

  it('gets whole objects, names, and what a path or a template selects', async () => {
    expect(parse(await ok('get sts web -o yaml'))).to.deep.include({ apiVersion: 'apps/v1', kind: 'StatefulSet' })
    expect(JSON.parse(await ok('get pods -o json')).items).to.have.length(3)
    expect(await ok('get pods -l app=web -o name')).to.equal('pod/web-0\npod/web-1\npod/web-2\n')
    expect(await ok('get sts web -o', 'jsonpath={.spec.replicas} {.status.readyReplicas}')).to.equal('3 3')
    expect(await ok('get pods --sort-by=.metadata.name --field-selector=metadata.name=web-1 -o name')).to.equal(
      'pod/web-1\n',
    )
    expect(await ok('get pods --no-headers -o', 'custom-columns=N:.metadata.name,P:.status.phase')).to.match(
      /^web-0 +Running$/m,
    )
    expect((await run('get pod nope')).err).to.equal('Error from server (NotFound): pods "nope" not found\n')
    expect((await run('get chairs')).err).to.include('the server doesn\'t have a resource type "chairs"')
  })

  it('describes', async () => {
    expect(await ok('describe statefulset web'))
      .to.include('Pods Status:        3 Running')
      .and.include('SuccessfulCreate')
    expect(await ok('describe pod web-0')).to.match(/Controlled By: +StatefulSet\/web/)
    expect(await ok('describe node node-0'))
      .to.include('Non-terminated Pods:')
      .and.include('web-0')
    expect(await ok('describe pvc data-web-0')).to.match(/Used By: +web-0/)
    expect(await ok('describe service web')).to.match(/Endpoints: +10\.244/)
    expect(await ok('events --for statefulset/web')).to.include('SuccessfulCreate')
  })

  it('applies, twice, with a change', async () => {
    expect(await ok('apply -f', MANIFEST)).to.include('statefulset.apps/web configured')
    // As on a real cluster: defaults are filled into claim templates, so that they always differ.
    expect(await ok('apply -f', MANIFEST)).to.equal('service/web unchanged\nstatefulset.apps/web configured\n')
    const changed = join(folder, 'changed.yaml')
    await writeFile(changed, (await readFile(MANIFEST, 'utf8')).replace('server:1', 'server:2'))
    const difference = await run('diff -f', changed)
    expect(difference).to.deep.include({ code: 1 })
    expect(difference.out).to.include('-      - image: server:1').and.include('+      - image: server:2')
    expect(await ok('apply --dry-run=server -f', changed)).to.include(
      'statefulset.apps/web configured (server dry run)',
    )
    expect(await ok('apply -f', changed)).to.include('statefulset.apps/web configured')
    await rolledOut()
    expect(await ok('get pod web-0 -o', 'jsonpath={.spec.containers[0].image}')).to.equal('server:2')
    const wrong = join(folder, 'wrong.yaml')
    await writeFile(wrong, (await readFile(MANIFEST, 'utf8')).replace('serviceName:', 'serviceNmae:'))
    expect((await run('apply -f', wrong)).err).to.include('unknown field "spec.serviceNmae"')
  })

  it("applies on the server's side, and is refused what others own", async () => {
    const settings = join(folder, 'settings.yaml')
    const write = (value: string) =>
      writeFile(settings, `{apiVersion: v1, kind: ConfigMap, metadata: {name: shared}, data: {color: ${value}}}\n`)
    await write('red')
    const apply = `apply --server-side -f ${settings}`
    expect(await ok(apply)).to.equal('configmap/shared serverside-applied\n')
    await write('green')
    expect(await ok(apply)).to.equal('configmap/shared serverside-applied\n')
    await write('blue')
    const refused = await run(`${apply} --field-manager=painter`)
    expect(refused.code).to.equal(1)
    expect(refused.err).to.include('Apply failed with 1 conflict: conflict with "kubectl": .data.color')
    await ok(`${apply} --field-manager=painter --force-conflicts`)
    expect(await ok('get cm shared -o', 'jsonpath={.data.color}')).to.equal('blue')
    expect(
      await ok('get cm shared --show-managed-fields -o', 'jsonpath={.metadata.managedFields[*].manager}'),
    ).to.equal('painter')
    await ok('delete cm shared')
    // What was applied on the client's side goes on belonging to kubectl.
    await write('red')
    await ok('apply -f', settings)
    await write('green')
    expect(await ok(apply)).to.equal('configmap/shared serverside-applied\n')
    expect(await ok('get cm shared -o', 'jsonpath={.data.color}')).to.equal('green')
    await ok('delete cm shared')
  })

  it('shows, undoes and restarts a rollout', async () => {
    expect(await ok('rollout history statefulset/web')).to.match(/^1 +<none>\n2 +<none>$/m)
    expect(await ok('rollout history statefulset/web --revision=1')).to.include('server:1')
    expect(await ok('rollout undo statefulset/web')).to.include('rolled back')
    await rolledOut()
    expect(await ok('get pod web-0 -o', 'jsonpath={.spec.containers[0].image}')).to.equal('server:1')
    expect(await ok('rollout restart statefulset/web')).to.include('restarted')
    await rolledOut()
    expect(await ok('get pod web-0 -o yaml')).to.include('kubectl.kubernetes.io/restartedAt')
  })

  it('changes one thing at a time', async () => {
    expect(await ok('set image statefulset/web server=server:3')).to.include('image updated')
    expect(await ok('set resources statefulset/web --limits=cpu=1')).to.include('resource requirements updated')
    expect(await ok('label statefulset web tier=front')).to.include('labeled')
    expect((await run('label statefulset web tier=back')).err).to.include('already has a value')
    expect(await ok('label statefulset web tier-')).to.include('unlabeled')
    expect(await ok('annotate statefulset web note=x')).to.include('annotated')
    const patches = ['--type=strategic', '--type=merge', '--type=json']
    const bodies = ['{"spec":{"minReadySeconds":1}}', '{"spec":{"minReadySeconds":0}}']
    const remove = '[{"op":"remove","path":"/metadata/annotations/note"}]'
    for (const [index, type] of patches.entries()) {
      expect(await ok(`patch statefulset web ${type} -p`, bodies[index] ?? remove)).to.include('patched')
    }
    expect(await ok('get sts web -o', 'jsonpath={.metadata.annotations.note}')).to.equal('')
    await rolledOut()
  })

  it('edits', async () => {
    const editor = join(folder, 'editor')
    await writeFile(editor, '#!/bin/sh\nsed -i "s/replicas: 3/replicas: 4/" "$1"\n', { mode: 0o755 })
    env['EDITOR'] = editor
    expect(await ok('edit statefulset web')).to.include('statefulset.apps/web edited')
    await ok('wait statefulset/web --for=jsonpath={.status.readyReplicas}=4 --timeout=30s')
  })

  it('scales', async () => {
    expect(await ok('scale statefulset web --replicas=2')).to.include('scaled')
    await ok('wait pod/web-2 --for=delete --timeout=30s')
    expect((await run('scale statefulset web --current-replicas=9 --replicas=1')).err).to.include(
      'Expected replicas to be 9, was 2',
    )
    expect(rows(await ok('get statefulset web --subresource=scale'))[0]).to.include.members(['DESIRED', 'AVAILABLE'])
    expect(await ok('wait pod/web-0 --for=condition=Ready --timeout=30s')).to.include('condition met')
    expect((await run('wait pod/web-0 --for=condition=Nope --timeout=1s')).err).to.include('timed out')
  })

  it('watches', async () => {
    const watching = spawn(kubectl!, ['get', 'pods', '-w', '--output-watch-events'], { env })
    const seen: string[][] = []
    for await (const line of createInterface({ input: watching.stdout })) {
      seen.push(line.split(/\s{2,}/))
      if (seen.length === 3) await ok('delete pod web-1 --wait=false')
      if (seen.some(([event, name]) => event === 'DELETED' && name === 'web-1')) break
    }
    watching.kill()
    expect(seen[0]).to.include.members(['EVENT', 'NAME', 'STATUS'])
    expect(seen).to.satisfy((all: string[][]) => all.some((row) => row.includes('Terminating')))
    await rolledOut()
  })

  it('cordons and drains a node, as far as the disruption budget lets it', async () => {
    await ok('create poddisruptionbudget web --selector=app=web --min-available=2')
    await ok('wait pdb/web --for=jsonpath={.status.currentHealthy}=2 --timeout=30s')
    expect(await ok('cordon node-0')).to.include('cordoned')
    expect(rows(await ok('get node node-0'))[1]).to.include('Ready,SchedulingDisabled')
    const node = await ok('get pod web-0 -o', 'jsonpath={.spec.nodeName}')
    const refused = await run(`drain ${node} --timeout=1s`)
    expect(refused.code).to.equal(1)
    expect(refused.err).to.include("Cannot evict pod as it would violate the pod's disruption budget")
    await ok('patch pdb web --type=merge -p', '{"spec":{"minAvailable":1}}')
    expect(await ok(`drain ${node} --timeout=60s`))
      .to.include('pod/web-0 evicted')
      .and.include('drained')
    await rolledOut()
    expect(await ok('get pod web-0 -o', 'jsonpath={.spec.nodeName}')).not.to.equal(node)
    for (const name of new Set(['node-0', node])) await ok(`uncordon ${name}`)
    await ok('delete pdb web')
  })

  it('deletes with each cascade', async () => {
    expect(await ok('delete statefulset web --cascade=orphan')).to.include('deleted')
    expect(await ok('get pods -o name')).to.equal('pod/web-0\npod/web-1\n')
    await ok('apply -f', MANIFEST)
    await rolledOut()
    await ok('delete statefulset web --cascade=foreground')
    expect(await ok('get pods -o name')).to.equal('')
    await ok('apply -f', MANIFEST)
    await rolledOut()
    await ok('delete statefulset web --cascade=background')
    await ok('wait pod -l app=web --for=delete --timeout=30s')
    expect(await ok('delete pvc --all --wait=false')).to.include('"data-web-0" deleted')
  })

  it('makes and removes a namespace with what is in it', async () => {
    await ok('create namespace shop')
    await ok('create configmap settings -n shop --from-literal=a=b')
    await ok('create secret generic keys -n shop --from-literal=a=b')
    await ok('create quota few -n shop --hard=pods=1')
    await ok('run one -n shop --image=i --restart=Never')
    expect((await run('run two -n shop --image=i --restart=Never')).err).to.include('exceeded quota: few')
    expect(await ok('get cm settings -n shop -o', 'jsonpath={.data.a}')).to.equal('b')
    expect(await ok('delete namespace shop --timeout=60s')).to.include('deleted')
    expect((await run('get namespace shop')).err).to.include('not found')
  })
})

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { parse } from 'yaml'
import { KubectlSession, MANIFEST, rows, withoutKubectl } from './kubectl-testing.ts'

/** A session as a person would have it, on the embedded API server, without flags that a real cluster would not need. */
describe('kubectl asks and applies', { skip: withoutKubectl }, () => {
  const session = new KubectlSession()

  it('finds out what is served', async () => {
    expect(rows(await session.ok('api-resources'))).to.deep.include([
      'statefulsets',
      'sts',
      'apps/v1',
      'true',
      'StatefulSet',
    ])
    expect((await session.ok('api-versions')).split('\n')).to.include.members(['apps/v1', 'policy/v1', 'v1'])
    expect(await session.ok('version')).to.match(/Server Version: v1\.36\./)
    expect(await session.ok('cluster-info')).to.include('is running at')
  })

  it('explains fields', async () => {
    const told = await session.ok('explain statefulset.spec.updateStrategy')
    expect(told).to.include('KIND:       StatefulSet').and.include('rollingUpdate\t<RollingUpdateStatefulSetStrategy>')
    expect(await session.ok('explain pod.spec.containers.resources --recursive')).to.include('limits')
    expect((await session.run('explain statefulset.spec.nope')).err).to.include('field "nope" does not exist')
  })

  it('asks what it may do', async () => {
    expect(await session.ok('auth can-i delete pods')).to.equal('yes\n')
    expect(await session.ok('auth can-i --list')).to.include('*.*')
    expect(await session.ok('auth whoami')).to.include('system:masters')
  })

  it('creates from a file and waits until all is up', async () => {
    expect(await session.ok('create -f', MANIFEST)).to.equal('service/web created\nstatefulset.apps/web created\n')
    expect((await session.run('create -f', MANIFEST)).err).to.include('"web" already exists')
    expect(await session.rolledOut()).to.include('roll out complete')
  })

  it('gets tables, wide and narrow', async () => {
    expect(await session.ok('get statefulset')).to.match(/^NAME +READY +AGE\nweb +3\/3 +\d+s\n$/)
    expect(rows(await session.ok('get pods -o wide'))[0]).to.deep.equal([
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
    expect(await session.ok('get pods')).to.match(/^web-0 +1\/1 +Running +0 +\d+s$/m)
    const everything = 'pvc,pv,svc,events,nodes,ns,controllerrevisions,sa,cm,secrets,sc,endpointslices,quota,pdb,leases'
    for (const kind of everything.split(','))
      expect((await session.run(`get ${kind} -o wide -A`)).code, kind).to.equal(0)
    expect(await session.ok('get all'))
      .to.include('pod/web-0')
      .and.include('service/web')
      .and.include('statefulset.apps/web')
    expect(rows(await session.ok('get pods --show-labels'))[0]).to.include('LABELS')
    expect(rows(await session.ok('get pods -L app'))[0]).to.include('APP')
    expect(await session.ok('get pods --chunk-size=1 -o name')).to.equal('pod/web-0\npod/web-1\npod/web-2\n')
  })

  it('gets whole objects, names, and what a path or a template selects', async () => {
    expect(parse(await session.ok('get sts web -o yaml'))).to.deep.include({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
    })
    expect(JSON.parse(await session.ok('get pods -o json')).items).to.have.length(3)
    expect(await session.ok('get pods -l app=web -o name')).to.equal('pod/web-0\npod/web-1\npod/web-2\n')
    expect(await session.ok('get sts web -o', 'jsonpath={.spec.replicas} {.status.readyReplicas}')).to.equal('3 3')
    expect(await session.ok('get pods --sort-by=.metadata.name --field-selector=metadata.name=web-1 -o name')).to.equal(
      'pod/web-1\n',
    )
    expect(await session.ok('get pods --no-headers -o', 'custom-columns=N:.metadata.name,P:.status.phase')).to.match(
      /^web-0 +Running$/m,
    )
    expect((await session.run('get pod nope')).err).to.equal('Error from server (NotFound): pods "nope" not found\n')
    expect((await session.run('get chairs')).err).to.include('the server doesn\'t have a resource type "chairs"')
  })

  it('describes', async () => {
    expect(await session.ok('describe statefulset web'))
      .to.include('Pods Status:        3 Running')
      .and.include('SuccessfulCreate')
    expect(await session.ok('describe pod web-0')).to.match(/Controlled By: +StatefulSet\/web/)
    expect(await session.ok('describe node node-0'))
      .to.include('Non-terminated Pods:')
      .and.include('web-0')
    expect(await session.ok('describe pvc data-web-0')).to.match(/Used By: +web-0/)
    expect(await session.ok('describe service web')).to.match(/Endpoints: +10\.244/)
    expect(await session.ok('events --for statefulset/web')).to.include('SuccessfulCreate')
  })

  it('applies, twice, with a change', async () => {
    expect(await session.ok('apply -f', MANIFEST)).to.include('statefulset.apps/web configured')
    // As on a real cluster: defaults are filled into claim templates, so that they always differ.
    expect(await session.ok('apply -f', MANIFEST)).to.equal('service/web unchanged\nstatefulset.apps/web configured\n')
    const changed = join(session.folder, 'changed.yaml')
    await writeFile(changed, (await readFile(MANIFEST, 'utf8')).replace('server:1', 'server:2'))
    const difference = await session.run('diff -f', changed)
    expect(difference).to.deep.include({ code: 1 })
    expect(difference.out).to.include('-      - image: server:1').and.include('+      - image: server:2')
    expect(await session.ok('apply --dry-run=server -f', changed)).to.include(
      'statefulset.apps/web configured (server dry run)',
    )
    expect(await session.ok('apply -f', changed)).to.include('statefulset.apps/web configured')
    await session.rolledOut()
    expect(await session.ok('get pod web-0 -o', 'jsonpath={.spec.containers[0].image}')).to.equal('server:2')
    const wrong = join(session.folder, 'wrong.yaml')
    await writeFile(wrong, (await readFile(MANIFEST, 'utf8')).replace('serviceName:', 'serviceNmae:'))
    expect((await session.run('apply -f', wrong)).err).to.include('unknown field "spec.serviceNmae"')
  })

  it("applies on the server's side, and is refused what others own", async () => {
    const settings = join(session.folder, 'settings.yaml')
    const write = (value: string) =>
      writeFile(settings, `{apiVersion: v1, kind: ConfigMap, metadata: {name: shared}, data: {color: ${value}}}\n`)
    await write('red')
    const apply = `apply --server-side -f ${settings}`
    expect(await session.ok(apply)).to.equal('configmap/shared serverside-applied\n')
    await write('green')
    expect(await session.ok(apply)).to.equal('configmap/shared serverside-applied\n')
    await write('blue')
    const refused = await session.run(`${apply} --field-manager=painter`)
    expect(refused.code).to.equal(1)
    expect(refused.err).to.include('Apply failed with 1 conflict: conflict with "kubectl": .data.color')
    await session.ok(`${apply} --field-manager=painter --force-conflicts`)
    expect(await session.ok('get cm shared -o', 'jsonpath={.data.color}')).to.equal('blue')
    expect(
      await session.ok('get cm shared --show-managed-fields -o', 'jsonpath={.metadata.managedFields[*].manager}'),
    ).to.equal('painter')
    await session.ok('delete cm shared')
    // What was applied on the client's side goes on belonging to kubectl.
    await write('red')
    await session.ok('apply -f', settings)
    await write('green')
    expect(await session.ok(apply)).to.equal('configmap/shared serverside-applied\n')
    expect(await session.ok('get cm shared -o', 'jsonpath={.data.color}')).to.equal('green')
    await session.ok('delete cm shared')
  })
})

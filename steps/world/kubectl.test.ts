import { access, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { header } from '../observe/testing.ts'
import { kubectlBy, requestOf } from './kubectl.ts'

const { kind } = header()

describe('kubectl', () => {
  let folder: string
  let program: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kubectl-test-'))
    program = join(folder, 'kubectl')
    const script = '#!/bin/sh\necho "$@"; cat "$KUBECONFIG" >&2; pwd; test "$3" != fail || exit 7'
    await writeFile(program, script, { mode: 0o700 })
  })
  after(() => rm(folder, { recursive: true, force: true }))

  it('is run in a namespace, with a kubeconfig and a folder of its own that goes with it', async () => {
    const kubectl = kubectlBy(program, 'a config')
    const { code, out, err } = await kubectl.run('ns', ['get', 'pods'])
    const [line, home = ''] = out.trim().split('\n')
    expect([code, line, err]).to.deep.equal([0, '--namespace ns get pods', 'a config'])
    expect((await kubectl.run('ns', ['get', 'sts'])).out).to.include(home)
    const { mode } = await stat(join(home, 'kubeconfig'))
    expect(mode & 0o777).to.equal(0o600)
    await kubectl.close()
    const left = await access(home).catch(() => 'gone')
    expect(left).to.equal('gone')
  })

  it('may fail', async () => {
    const kubectl = kubectlBy(program, '')
    const { code } = await kubectl.run('ns', ['fail'])
    await kubectl.close()
    expect(code).to.equal(7)
  })

  it('that is not there is an error', async () => {
    const kubectl = kubectlBy(join(folder, 'absent'), '')
    const error = await kubectl.run('ns', ['get', 'pods']).catch((each: Error) => each)
    await kubectl.close()
    expect((error as Error).message).to.match(/^kubectl get pods: .*ENOENT/)
  })

  it('that was never run leaves nothing', async () => {
    await kubectlBy(program, '').close()
  })
})

describe('the request that a command of kubectl makes', () => {
  const web = { resource: kind.plural, name: 'web' }
  const template = { verb: 'patch', patchType: 'strategic', body: { spec: { template: {} } } }
  const cases: [string, object][] = [
    ['get statefulset web -o wide', { ...web, verb: 'get' }],
    ['rollout status statefulset web --timeout=1s', { ...web, verb: 'get' }],
    ['rollout history statefulset web', { ...web, verb: 'get' }],
    ['rollout restart statefulset web', { ...web, ...template }],
    ['rollout undo statefulset web --to-revision=1', { ...web, ...template }],
    [
      'scale statefulset web --replicas=3',
      { ...web, verb: 'patch', subresource: 'scale', patchType: 'merge', body: { spec: { replicas: 3 } } },
    ],
    ['delete statefulset web', { ...web, verb: 'delete', propagation: 'Background' }],
    ['delete statefulset web --cascade=foreground', { ...web, verb: 'delete', propagation: 'Foreground' }],
    ['delete statefulset web --cascade=orphan', { ...web, verb: 'delete', propagation: 'Orphan' }],
    ['delete statefulset web --cascade=false', { ...web, verb: 'delete', propagation: 'Orphan' }],
  ]
  for (const [line, request] of cases)
    it(line, () => {
      expect(requestOf(line.split(' '), kind)).to.deep.equal(request)
    })
})

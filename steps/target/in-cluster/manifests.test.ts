import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { execa } from 'execa'
import { parseAllDocuments } from 'yaml'
import { type Api, connect } from '../../client/index.ts'
import { roleManifest } from '../../survey/index.ts'
import { type ControlPlane, findBinaries, startControlPlane } from '../control-plane/index.ts'
import { statefulSetKind } from '../workload-kind.ts'

/**
 * What runs the suite in a cluster, without a cluster that could: a real API server judges the manifests, and the
 * commands in them run here. That they do run in Pods was seen on kind.
 */
const root = join(import.meta.dirname, '../../..')
const NAMESPACE = 'statefulset-conformance'

interface Container {
  image: string
  command?: string[]
  args: string[]
}

interface Document {
  kind: string
  metadata: { name: string; namespace: string }
  spec: {
    completions?: number
    template: { metadata: object; spec: { serviceAccountName?: string; containers: Container[] } }
  }
}

async function documents(file: string): Promise<Document[]> {
  const text = await readFile(join(import.meta.dirname, file), 'utf8')
  return parseAllDocuments(text).map((each) => each.toJS() as Document)
}

const all = [...(await documents('job.yaml')), ...(await documents('indexed-job.yaml'))]
const jobs = all.filter(({ kind }) => kind === 'Job')
const containersOf = (name: string): Container[] =>
  jobs.find(({ metadata }) => metadata.name === name)?.spec.template.spec.containers ?? []

describe('the manifests of a run in the cluster', () => {
  it('name one image, one namespace and the service account that doctor prints', () => {
    const [account] = parseAllDocuments(roleManifest(statefulSetKind, NAMESPACE)).map((each) => each.toJS())
    expect(all.map(({ metadata }) => metadata.namespace)).to.deep.equal(all.map(() => NAMESPACE))
    const accounts = jobs.flatMap(({ spec }) => spec.template.spec.serviceAccountName ?? [])
    // Who only reads evidence asks the cluster nothing.
    expect(accounts).to.deep.equal([account.metadata.name, account.metadata.name])
    const images = jobs.flatMap(({ spec }) => spec.template.spec.containers.map(({ image }) => image))
    expect(new Set(images)).to.deep.equal(new Set(['statefulset-conformance:1']))
  })

  it('divide the run by as many as there are Pods', () => {
    const [container] = containersOf('certify-shards')
    const { completions } = jobs.find(({ metadata }) => metadata.name === 'certify-shards')?.spec ?? {}
    expect(container?.args[0]).to.include(`--shard $((JOB_COMPLETION_INDEX + 1))/${completions} `)
  })
})

const absent = await findBinaries({}).then(
  (found) => (found ? false : 'the binaries of the control plane are not built yet; a test builds nothing'),
  (error: Error) => error.message,
)

describe('a real API server', { skip: absent }, () => {
  let plane: ControlPlane
  let api: Api
  before(async () => {
    plane = await startControlPlane({ controller: 'none', progress: () => {} })
    api = connect(plane.connection, { userAgent: () => 'test', answeredWithin: 60_000 })
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' }
    const metadata = { name: NAMESPACE, labels }
    await api.ask('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata })
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: NAMESPACE } }
    await api.ask('POST', `/api/v1/namespaces/${NAMESPACE}/serviceaccounts`, account)
    await api
      .ask('POST', `/api/v1/namespaces/${NAMESPACE}/serviceaccounts`, {
        ...account,
        metadata: { name: 'default' },
      })
      .catch(() => {})
  })
  after(async () => {
    await api?.close()
    await plane?.stop()
  })

  const paths: Record<string, string> = { Job: '/apis/batch/v1', PersistentVolumeClaim: '/api/v1' }
  for (const document of all)
    it(`takes ${document.kind} ${document.metadata.name}, every field of it`, async () => {
      const plural = `${document.kind.toLowerCase()}s`
      const query = '?dryRun=All&fieldValidation=Strict'
      await api.ask('POST', `${paths[document.kind]}/namespaces/${NAMESPACE}/${plural}${query}`, document)
    })

  for (const { metadata, spec } of jobs)
    it(`admits the Pods of ${metadata.name} under the restricted Pod Security Standard`, async () => {
      const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod' }, spec: spec.template.spec }
      await api.ask('POST', `/api/v1/namespaces/${NAMESPACE}/pods?dryRun=All`, pod)
    })
})

describe('the commands in the manifests', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'statefulset-conformance-in-cluster-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  /** As the container would run it, but for where it runs and where the evidence goes. */
  const here = (word: string) =>
    word
      .replaceAll('/evidence', folder)
      .replace('--target kubeconfig', '--target reference --parallel 1 --guarantee SS-IDN-001')
  const run = ([file = '', ...words]: string[], env = {}) =>
    execa(file, words.map(here), { cwd: root, env, all: true, reject: false })

  it('of one Pod: the suite knows them', async () => {
    const [container] = containersOf('certify')
    const { all: said } = await run(['node', 'steps/run/cli.mjs', ...(container?.args ?? [])], {
      KUBECONFIG: join(folder, 'nowhere'),
    })
    expect(said).to.match(/nowhere/)
  })

  it('of a shard: SIGTERM reaches the suite, which ends before its shell does', async () => {
    const [shards] = containersOf('certify-shards')
    const [shell = '', flag = ''] = shards?.command ?? []
    const script = (shards?.args[0] ?? '').replace(/node steps[^&]*?(?=&|\ntest)/, `node ${join(folder, 'suite.mjs')} `)
    await writeFile(
      join(folder, 'suite.mjs'),
      "process.on('SIGTERM', () => { console.log('heard'); process.exit(3) }); console.log('up'); setInterval(() => {}, 1e6)",
    )
    const running = execa(shell, [flag, script], { env: { JOB_COMPLETION_INDEX: '0' }, reject: false, timeout: 20_000 })
    running.stdout.once('data', () => running.kill('SIGTERM'))
    const { exitCode, stdout } = await running
    expect({ exitCode, stdout }).to.deep.equal({ exitCode: 3, stdout: 'up\nheard' })
  })

  it('of shards and of the whole: each writes its part, together they are judged', async () => {
    const [shards] = containersOf('certify-shards')
    const { completions = 0 } = jobs.find(({ metadata }) => metadata.name === 'certify-shards')?.spec ?? {}
    const command = [...(shards?.command ?? []), ...(shards?.args ?? [])]
    const indices = Array.from({ length: completions }, (_, index) => String(index))
    const ended = await Promise.all(indices.map((index) => run(command, { JOB_COMPLETION_INDEX: index })))
    expect(ended.map(({ exitCode }) => exitCode)).to.deep.equal(indices.map(() => 0))
    const [whole] = containersOf('certify-whole')
    const { exitCode, all: said } = await run([...(whole?.command ?? []), ...(whole?.args ?? [])])
    expect(said).to.include('3 scenarios, 3 passed')
    expect(exitCode).to.equal(0)
  })
})

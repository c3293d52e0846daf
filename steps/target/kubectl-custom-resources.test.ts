import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { findBinaries } from './control-plane/index.ts'
import { serveReference } from './index.ts'

const kubectl = (await findBinaries({}).catch(() => undefined))?.kubectl

const DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'fleets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { plural: 'fleets', kind: 'Fleet', shortNames: ['fl'] },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                description: 'How many there are to be.',
                properties: { replicas: { type: 'integer', default: 1, minimum: 0 } },
              },
              status: { type: 'object', properties: { replicas: { type: 'integer' } } },
            },
          },
        },
        subresources: {
          status: {},
          scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' },
        },
        additionalPrinterColumns: [{ name: 'Desired', type: 'integer', jsonPath: '.spec.replicas' }],
      },
    ],
  },
}
const FLEET = { apiVersion: 'example.com/v1', kind: 'Fleet', metadata: { name: 'north' }, spec: {} }

/** What a person does with a kind of their own, on the embedded API server. */
describe('kubectl with a custom kind', {
  skip: kubectl ? false : 'no kubectl: --target control-plane builds one, once',
}, () => {
  let folder: string
  let stop = async () => {}
  let env: NodeJS.ProcessEnv

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kubectl-custom-'))
    const cluster = await serveReference({ port: 0, host: '127.0.0.1', controller: true })
    stop = cluster.stop
    const file = join(folder, 'kubeconfig')
    await writeFile(file, cluster.kubeconfig)
    await writeFile(join(folder, 'definition.json'), JSON.stringify(DEFINITION))
    await writeFile(join(folder, 'fleet.json'), JSON.stringify(FLEET))
    env = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: file }
  })
  after(async () => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  })

  const run = async (line: string) =>
    (await promisify(execFile)(kubectl ?? '', line.split(' '), { env, cwd: folder })).stdout

  it('defines, waits, creates, shows, explains, scales and removes it', async () => {
    expect(await run('create -f definition.json')).to.include('fleets.example.com created')
    expect(await run('wait --for=condition=Established crd/fleets.example.com --timeout=30s')).to.include(
      'condition met',
    )
    expect(await run('create -f fleet.json')).to.equal('fleet.example.com/north created\n')
    expect((await run('get fl')).split('\n').map((row) => row.split(/\s+/))).to.deep.equal([
      ['NAME', 'DESIRED'],
      ['north', '1'],
      [''],
    ])
    expect(await run('explain fleet.spec'))
      .to.include('How many there are to be.')
      .and.include('replicas')
    expect(await run('scale fleet north --replicas=3')).to.include('scaled')
    expect(await run('get fleet north -o jsonpath={.spec.replicas}/{.metadata.generation}')).to.equal('3/2')
    expect(await run('create configmap mine --from-literal=a=b')).to.include('created')
    const uid = await run('get fleet north -o jsonpath={.metadata.uid}')
    const owner = { apiVersion: 'example.com/v1', kind: 'Fleet', name: 'north', uid }
    await run(`patch configmap mine --type=merge -p ${JSON.stringify({ metadata: { ownerReferences: [owner] } })}`)
    await run('delete fleet north')
    await run('wait --for=delete configmap/mine --timeout=30s')
    await run('create -f fleet.json')
    await run('delete crd fleets.example.com --timeout=30s')
    expect(await run('api-resources')).not.to.include('fleets')
  })
})

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { KubectlSession, withoutKubectl } from './kubectl-testing.ts'

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
describe('kubectl with a custom kind', { skip: withoutKubectl }, () => {
  const session = new KubectlSession()

  it('defines, waits, creates, shows, explains, scales and removes it', async () => {
    await writeFile(join(session.folder, 'definition.json'), JSON.stringify(DEFINITION))
    await writeFile(join(session.folder, 'fleet.json'), JSON.stringify(FLEET))
    expect(await session.ok('create -f definition.json')).to.include('fleets.example.com created')
    expect(await session.ok('wait --for=condition=Established crd/fleets.example.com --timeout=120s')).to.include(
      'condition met',
    )
    expect(await session.ok('create -f fleet.json')).to.equal('fleet.example.com/north created\n')
    expect((await session.ok('get fl')).split('\n').map((row) => row.split(/\s+/))).to.deep.equal([
      ['NAME', 'DESIRED'],
      ['north', '1'],
      [''],
    ])
    expect(await session.ok('explain fleet.spec'))
      .to.include('How many there are to be.')
      .and.include('replicas')
    expect(await session.ok('scale fleet north --replicas=3')).to.include('scaled')
    expect(await session.ok('get fleet north -o jsonpath={.spec.replicas}/{.metadata.generation}')).to.equal('3/2')
    expect(await session.ok('create configmap mine --from-literal=a=b')).to.include('created')
    const uid = await session.ok('get fleet north -o jsonpath={.metadata.uid}')
    const owner = { apiVersion: 'example.com/v1', kind: 'Fleet', name: 'north', uid }
    await session.ok('patch configmap mine --type=merge -p', JSON.stringify({ metadata: { ownerReferences: [owner] } }))
    await session.ok('delete fleet north')
    await session.ok('wait --for=delete configmap/mine --timeout=120s')
    await session.ok('create -f fleet.json')
    await session.ok('delete crd fleets.example.com --timeout=120s')
    expect(await session.ok('api-resources')).not.to.include('fleets')
  })
})

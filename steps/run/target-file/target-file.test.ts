import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { expect } from 'chai'
import { statefulSetKind } from '../../target/index.ts'
import { controllerFor, ownDeviations, targetFileOf } from './for-run.ts'
import { loadTargetFile } from './load.ts'
import { targetFileJsonSchema } from './shape.ts'

const FILES = 'steps/target/kind-files'
const OWN = `${FILES}/own.yaml`
let folder: string
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'target-file-'))
  for (const file of ['replica-group.crd.yaml'])
    writeFileSync(join(folder, file), readFileSync(join(FILES, file), 'utf8'))
})
after(() => rmSync(folder, { recursive: true }))

/** The file of the suite's own kind with one text in place of another. */
function changed(text: string, by: string): string {
  const own = readFileSync(OWN, 'utf8')
  expect(own, text).to.include(text)
  const file = join(folder, 'kind.yaml')
  writeFileSync(file, own.replace(text, by))
  return file
}

const lineOf = (file: string, text: string) => readFileSync(file, 'utf8').split(text)[0]?.split('\n').length

const complaint = (file: string, target = 'reference') =>
  targetFileOf({ kindFile: file, target }).then(
    () => 'none',
    ({ name, message }: Error) => `${name} ${message.replaceAll(`${folder}/`, '')}`,
  )

const CASES: { what: string; text: string; by: string; at: string; says: RegExp }[] = [
  {
    what: 'a wrong plural',
    text: 'plural: replicagroups',
    by: 'plural: replicagroup',
    at: 'plural:',
    says: /resource.plural: expected replicagroups, as its CustomResourceDefinition has it, found replicagroup$/,
  },
  {
    what: 'a missing definition',
    text: 'manifests: [replica-group.crd.yaml]',
    by: 'manifests: []',
    at: 'manifests: []',
    says: /install.manifests: expected the CustomResourceDefinition of replicagroups.conformance.example.dev, .*, found none$/,
  },
  {
    what: 'a missing file of a definition',
    text: 'manifests: [replica-group.crd.yaml]',
    by: 'manifests: [nothing.yaml]',
    at: 'manifests:',
    says: /install.manifests.0: expected a readable file beside this one, found none at nothing.yaml$/,
  },
  {
    what: 'a field that leads nowhere',
    text: 'spec.replicas: spec.size',
    by: 'spec.replicas: spec.count',
    at: 'spec.replicas:',
    says: /fields.moved.spec.replicas: expected the path of a field of ReplicaGroup, .* has no spec.count$/,
  },
  {
    what: 'a field that StatefulSet does not have',
    text: 'spec.replicas: spec.size',
    by: 'spec.count: spec.size',
    at: 'spec.count:',
    says: /expected a field of apps\/v1 StatefulSet such as spec.replicas, found spec.count$/,
  },
  {
    what: 'an unknown feature',
    text: 'supported: [StatefulSetStartOrdinal, ',
    by: 'supported: [StartOrdinals, ',
    at: 'supported:',
    says: /features.supported.0: expected a feature \(StatefulSetStartOrdinal, .*\) or the id of a guarantee, found StartOrdinals$/,
  },
  {
    what: 'an unknown guarantee',
    text: 'MaxUnavailableStatefulSet: A',
    by: 'SS-XXX-999: A',
    at: 'SS-XXX-999:',
    says: /expected a feature .* or the id of a guarantee, found SS-XXX-999$/,
  },
  { what: 'a tab', text: '  group: conf', by: '\tgroup: conf', at: '\tgroup', says: /not YAML: Tabs are not allowed/ },
  {
    what: 'a key that is not known',
    text: 'features:',
    by: 'feature:',
    at: 'supported:',
    says: /feature: expected no key of this name$/,
  },
  {
    what: 'a kind that its definition does not have',
    text: 'kind: ReplicaGroup',
    by: 'kind: ReplicaGroups',
    at: 'kind: ReplicaGroups',
    says: /resource.kind: expected ReplicaGroup, as its .*, found ReplicaGroups$/,
  },
  {
    what: 'a version that its definition does not serve',
    text: 'version: v1',
    by: 'version: v2',
    at: 'version: v2',
    says: /resource.version: expected v1, which its CustomResourceDefinition serves, found v2$/,
  },
  {
    what: 'a field that is moved and absent',
    text: 'spec.updateStrategy.rollingUpdate.maxUnavailable: A',
    by: 'spec.updateStrategy.rollingUpdate.partition: A',
    at: 'spec.updateStrategy.rollingUpdate.partition: spec',
    says: /partition: expected to be either moved or absent, found both$/,
  },
  {
    what: 'a field without which there is no scenario',
    text: 'spec.updateStrategy.rollingUpdate.maxUnavailable: A',
    by: 'spec.template: A',
    at: 'spec.template: A',
    says: /no scenario can be staged without spec.template/,
  },
]

describe('a target file', () => {
  for (const { what, text, by, at, says } of CASES)
    it(`with ${what} is refused with its line`, async () => {
      const file = changed(text, by)
      const [first = ''] = (await complaint(file)).split('\n')
      expect(first).to.match(says)
      expect(first).to.match(new RegExp(`^UsageError kind.yaml:${lineOf(file, at)}: `))
    })

  it('that is not there is refused', async () => {
    expect(await complaint(join(folder, 'none.yaml'))).to.match(/^UsageError none.yaml: expected a readable file/)
  })

  it('may leave the installation to the user on a cluster that exists', async () => {
    expect(await complaint(changed('manifests: [replica-group.crd.yaml]', 'manifests: []'), 'kubeconfig')).to.equal(
      'none',
    )
  })

  it('of StatefulSet is taken where none is named', async () => {
    const { kind, install } = await loadTargetFile()
    expect(kind).to.deep.equal(statefulSetKind)
    expect(install).to.deep.equal({ manifests: [], wait: [] })
  })

  it('is shipped for kinds of others', async () => {
    const files = globSync(`${FILES}/*.yaml`).filter((file) => !file.endsWith('.crd.yaml'))
    expect(files).to.have.lengthOf(4)
    for (const file of files) expect((await loadTargetFile(file)).kind.namespaced, file).to.equal(true)
  })

  it('tells where a deviation stands', async () => {
    const loaded = await loadTargetFile(OWN)
    expect(loaded.deviations.map(({ place }) => place)).to.deep.equal([`${OWN}:${lineOf(OWN, 'guarantee: SS')}`])
    expect(ownDeviations(loaded, { target: 'reference' })).to.have.lengthOf(1)
    const others = { ...loaded, implementation: { ...loaded.implementation, project: 'other' } }
    expect(ownDeviations(others, { target: 'reference' })).to.deep.equal([])
    expect(ownDeviations(others, { target: 'kind', controller: 'reference' })).to.deep.equal([])
    expect(ownDeviations(others, { target: 'kubeconfig' })).to.have.lengthOf(1)
  })

  it('chooses who reconciles the kind', async () => {
    const [own, sets] = [await loadTargetFile(OWN), await loadTargetFile()]
    expect(controllerFor(own, { target: 'reference' })).to.deep.equal({})
    expect(controllerFor(own, { target: 'control-plane' })).to.deep.equal({ controller: 'none' })
    expect(controllerFor(own, { target: 'kind', controller: 'reference' })).to.deep.equal({ controller: 'reference' })
    expect(controllerFor(sets, { target: 'control-plane' })).to.deep.equal({})
    const upstream = targetFileOf({ kindFile: OWN, target: 'control-plane', controller: 'upstream' })
    expect(String(await upstream.catch((error) => error))).to.match(
      /upstream's controller reconciles no ReplicaGroup of conformance.example.dev\/v1/,
    )
  })

  it('has a JSON Schema, which is written with UPDATE_SCHEMA=1', () => {
    const file = `${FILES}/target-file.schema.json`
    const schema = targetFileJsonSchema()
    if (process.env['UPDATE_SCHEMA']) writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`)
    expect(isDeepStrictEqual(JSON.parse(readFileSync(file, 'utf8')), schema)).to.equal(true)
  })
})

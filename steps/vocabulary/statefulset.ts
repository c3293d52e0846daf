import { Given, Then, When } from '@cucumber/cucumber'
import { parse } from 'yaml'
import { type ConformanceWorld, GuaranteeBroken, HarnessError } from '../world/index.ts'

type Fields = Record<string, unknown>

Given('every StatefulSet has:', function (this: ConformanceWorld, yaml: string) {
  Object.assign(this.defaults.fields, parse(yaml))
})

Given('every StatefulSet has claim template(s) {names}', function (this: ConformanceWorld, names: string[]) {
  this.defaults.claims.push(...names)
})

Given(
  'StatefulSet {name} with {int} replica(s)',
  async function (this: ConformanceWorld, name: string, replicas: number) {
    await this.create(this.manifest(name, replicas))
    await this.settled()
  },
)

Given(
  'StatefulSet {name} with {int} replica(s) and:',
  async function (this: ConformanceWorld, name: string, replicas: number, yaml: string) {
    await this.create(this.manifest(name, replicas, parse(yaml) as Fields))
    await this.settled()
  },
)

When(
  'StatefulSet {name} is created with {int} replica(s)',
  async function (this: ConformanceWorld, name: string, replicas: number) {
    await this.create(this.manifest(name, replicas))
  },
)

When(
  'StatefulSet {name} is created with {int} replica(s) and:',
  async function (this: ConformanceWorld, name: string, replicas: number, yaml: string) {
    await this.create(this.manifest(name, replicas, parse(yaml) as Fields))
  },
)

When('StatefulSet {name} is created again', async function (this: ConformanceWorld, name: string) {
  const manifest = this.manifests.get(name)
  if (!manifest) throw new HarnessError(`StatefulSet ${name} was not created before in this scenario`)
  await this.create(manifest)
})

When('StatefulSet {name} is scaled to {int}', async function (this: ConformanceWorld, name: string, replicas: number) {
  this.did(`scale ${this.kind.plural} ${name} --replicas=${replicas}`)
  this.account(`${this.kind.plural}/${name} changed spec.replicas`)
  const ref = { resource: this.kind, namespace: this.namespace, name, subresource: 'scale' }
  await this.attempt(() => this.api.patch(ref, 'merge', { spec: { replicas } }))
})

When('the Pod template of StatefulSet {name} changes', async function (this: ConformanceWorld, name: string) {
  const version = `v${this.trace.length}`
  this.oldRevision.set(name, String(this.workload(name)?.status?.['updateRevision']))
  await change(this, name, { template: { metadata: { annotations: { version } } } })
})

When(
  'these fields of StatefulSet {name} are set:',
  async function (this: ConformanceWorld, name: string, yaml: string) {
    this.oldRevision.set(name, String(this.workload(name)?.status?.['updateRevision']))
    await change(this, name, parse(yaml) as Fields)
  },
)

When('StatefulSet {name} is deleted', async function (this: ConformanceWorld, name: string) {
  await remove(this, name, 'Background')
})

When(
  'StatefulSet {name} is deleted with {word} propagation',
  async function (this: ConformanceWorld, name: string, propagation: string) {
    await remove(this, name, propagation)
  },
)

Then('StatefulSet {name} reports:', async function (this: ConformanceWorld, name: string, yaml: string) {
  await this.settled()
  const workload = this.workload(name)
  if (!workload) throw new GuaranteeBroken(`there is no StatefulSet ${name}`)
  const status = workload.status ?? {}
  const expected = parse(yaml) as Fields
  // The API leaves out counters that are zero.
  const seen = Object.fromEntries(Object.keys(expected).map((key) => [key, status[key] ?? 0]))
  if (JSON.stringify(seen) !== JSON.stringify(expected))
    throw new GuaranteeBroken(`the status of ${name} is not what its Pods are`, expected, seen)
})

Then('StatefulSet {name} has a new update revision', async function (this: ConformanceWorld, name: string) {
  await this.settled()
  const seen = this.workload(name)?.status?.['updateRevision']
  if (!seen || seen === this.oldRevision.get(name))
    throw new GuaranteeBroken('status.updateRevision has not moved', 'a new revision', seen)
})

async function change(world: ConformanceWorld, name: string, spec: Fields): Promise<void> {
  const body = { spec }
  world.did(`patch ${world.kind.plural} ${name} --type=merge -p '${JSON.stringify(body)}'`)
  world.account(...Object.keys(spec).map((field) => `${world.kind.plural}/${name} changed spec.${field}`))
  await world.attempt(() => world.api.patch({ resource: world.kind, namespace: world.namespace, name }, 'merge', body))
}

async function remove(world: ConformanceWorld, name: string, propagationPolicy: string): Promise<void> {
  world.did(`delete ${world.kind.plural} ${name} --cascade=${propagationPolicy.toLowerCase()}`)
  world.account(`${world.kind.plural}/${name}`)
  await world.attempt(() =>
    world.api.remove({ resource: world.kind, namespace: world.namespace, name }, { propagationPolicy }),
  )
}

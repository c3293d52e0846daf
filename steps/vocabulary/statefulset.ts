import { Given, Then, When } from '@cucumber/cucumber'
import { parse } from 'yaml'
import { type ConformanceWorld, GuaranteeBroken, HarnessError } from '../world/index.ts'

type Fields = Record<string, unknown>

Given('every StatefulSet has:', function (this: ConformanceWorld, yaml: string) {
  Object.assign(this.defaults.fields, parse(yaml))
})

Given('every container has:', function (this: ConformanceWorld, yaml: string) {
  Object.assign(this.defaults.container, parse(yaml))
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
  await this.scale(name, replicas)
})

When('the Pod template of StatefulSet {name} changes', async function (this: ConformanceWorld, name: string) {
  const version = `v${this.trace.length}`
  await this.change(name, { template: { metadata: { annotations: { version } } } })
})

When(
  'these fields of StatefulSet {name} are set:',
  async function (this: ConformanceWorld, name: string, yaml: string) {
    await this.change(name, parse(yaml) as Fields)
  },
)

When('StatefulSet {name} is deleted', async function (this: ConformanceWorld, name: string) {
  await this.deleteWorkload(name, 'Background')
})

When(
  'StatefulSet {name} is deleted with {word} propagation',
  async function (this: ConformanceWorld, name: string, propagation: string) {
    await this.deleteWorkload(name, propagation)
  },
)

Then('StatefulSet {name} reports:', async function (this: ConformanceWorld, name: string, yaml: string) {
  await this.promised(() => {
    const status = this.workload(name)?.status ?? {}
    const expected = parse(yaml) as Fields
    // The API leaves out counters that are zero.
    const seen = Object.fromEntries(Object.keys(expected).map((key) => [key, status[key] ?? 0]))
    if (JSON.stringify(seen) !== JSON.stringify(expected))
      throw new GuaranteeBroken(`the status of ${name} is not what its Pods are`, expected, seen)
  })
})

Then('StatefulSet {name} has a new update revision', async function (this: ConformanceWorld, name: string) {
  await this.promised(() => {
    const seen = this.workload(name)?.status?.['updateRevision']
    if (!seen || seen === this.oldRevision.get(name))
      throw new GuaranteeBroken('status.updateRevision has not moved', 'a new revision', seen)
  })
})

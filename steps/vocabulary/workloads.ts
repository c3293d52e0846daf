import { Given, When } from '@cucumber/cucumber'
import { parse } from 'yaml'
import type { ConformanceWorld } from '../world/index.ts'

type Fields = Record<string, unknown>

Given('every StatefulSet has:', function (this: ConformanceWorld, yaml: string) {
  Object.assign(this.workloads.defaults.fields, parse(this.fillPlaceholders(yaml)))
})

Given('every container has:', function (this: ConformanceWorld, yaml: string) {
  Object.assign(this.workloads.defaults.container, parse(this.fillPlaceholders(yaml)))
})

Given('every StatefulSet has claim template(s) {names}', function (this: ConformanceWorld, names: string[]) {
  this.workloads.defaults.claims.push(...names)
})

Given('StatefulSet {name} with {int} replica(s)', async function (this: ConformanceWorld, name: string, count: number) {
  await this.workloads.create(name, count)
  await this.settle()
})

Given(
  'StatefulSet {name} with {int} replica(s) and:',
  async function (this: ConformanceWorld, name: string, count: number, yaml: string) {
    await this.workloads.create(name, count, parse(this.fillPlaceholders(yaml)) as Fields)
    await this.settle()
  },
)

When(
  'StatefulSet {name} is created with {int} replica(s)',
  async function (this: ConformanceWorld, name: string, count: number) {
    await this.workloads.create(name, count)
  },
)

When(
  'StatefulSet {name} is created with {int} replica(s) and:',
  async function (this: ConformanceWorld, name: string, count: number, yaml: string) {
    await this.workloads.create(name, count, parse(this.fillPlaceholders(yaml)) as Fields)
  },
)

When('StatefulSet {name} is created again', async function (this: ConformanceWorld, name: string) {
  await this.workloads.createAgain(name)
})

When('StatefulSet {name} is scaled to {int}', async function (this: ConformanceWorld, name: string, replicas: number) {
  await this.workloads.scale(name, replicas)
})

When('the Pod template of StatefulSet {name} changes', async function (this: ConformanceWorld, name: string) {
  const version = `v${this.trace.length}`
  await this.workloads.change(name, { template: { metadata: { annotations: { version } } } })
})

When(
  'the Pod template of StatefulSet {name} changes to {name}',
  async function (this: ConformanceWorld, name: string, version: string) {
    await this.workloads.change(name, { template: { metadata: { annotations: { version } } } })
  },
)

When(
  'StatefulSet {name} is rolled back to revision {name}',
  async function (this: ConformanceWorld, name: string, revision: string) {
    await this.objects.rollBack(name, revision)
  },
)

When(
  'these fields of StatefulSet {name} are set:',
  async function (this: ConformanceWorld, name: string, yaml: string) {
    await this.workloads.change(name, parse(this.fillPlaceholders(yaml)) as Fields)
  },
)

When('StatefulSet {name} is deleted', async function (this: ConformanceWorld, name: string) {
  await this.workloads.delete(name, 'Background')
})

When(
  'StatefulSet {name} is deleted with {word} propagation',
  async function (this: ConformanceWorld, name: string, propagation: string) {
    await this.workloads.delete(name, propagation)
  },
)

import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { parse, parseAllDocuments } from 'yaml'
import { eventAbout, messagesAbout, reachedBy } from '../observe/facts/others.ts'
import { path } from '../observe/path.ts'
import { waits } from '../patience/index.ts'
import { type ConformanceWorld, GuaranteeBroken, type KubeObject, type Manifest, type Named } from '../world/index.ts'

Given('this exists:', async function (this: ConformanceWorld, yaml: string) {
  for (const document of parseAllDocuments(yaml)) await this.provide(document.toJS() as Manifest)
})

When('{object} is patched with:', async function (this: ConformanceWorld, named: Named, yaml: string) {
  await this.patch(named, parse(yaml))
})

When('{beside} is deleted', async function (this: ConformanceWorld, named: Named) {
  await this.delete(named)
})

Then('{object} has:', async function (this: ConformanceWorld, named: Named, table: DataTable) {
  await this.promised(() => {
    expectFields(this.need(named), table)
  })
})

Then('every Pod has:', async function (this: ConformanceWorld, table: DataTable) {
  await this.promised(() => {
    const pods = this.objects('pods')
    if (pods.length === 0) throw new GuaranteeBroken('no Pods exist')
    for (const pod of pods) expectFields(pod, table)
  })
})

Then('{object} has no field {string}', async function (this: ConformanceWorld, named: Named, field: string) {
  await this.promised(() => {
    const seen = path(this.need(named), field)
    if (seen !== undefined) throw new GuaranteeBroken(`${named.name} has ${field}`, 'no such field', seen)
  })
})

Then('{object} is owned by StatefulSet {name}', async function (this: ConformanceWorld, named: Named, owner: string) {
  await this.promised(() => {
    const { uid, name } = this.need({ what: 'StatefulSet', name: owner }).metadata
    const expected = [`${this.kind.kind} ${name} ${uid} controller=true blockOwnerDeletion=true`]
    const seen = (this.need(named).metadata.ownerReferences ?? [])
      .filter(({ controller }) => controller)
      .map(
        (reference) =>
          `${reference.kind} ${reference.name} ${reference.uid} controller=true blockOwnerDeletion=${reference.blockOwnerDeletion}`,
      )
    if (seen.join() !== expected.join())
      throw new GuaranteeBroken(`${named.name} is not controlled by ${owner}`, expected, seen)
  })
})

Then('{object} is owned by nobody', async function (this: ConformanceWorld, named: Named) {
  await this.promised(() => {
    const seen = this.need(named).metadata.ownerReferences ?? []
    if (seen.length > 0) throw new GuaranteeBroken(`${named.name} has owners`, 'none', seen)
  })
})

// Controllers record events beside their work and without waiting for them: no sync vouches for an event.
Then(
  'event {word} was recorded about {object}',
  async function (this: ConformanceWorld, reason: string, { name }: Named) {
    const seen = () => eventAbout(this.trace, name, this.windowStart)
    await this.eventually(
      `event ${reason} about ${name} is recorded`,
      () => seen().includes(reason),
      waits.eventArrives,
    )
  },
)

Then(
  'event {word} was recorded about {object} naming only Pod(s) {names}',
  async function (this: ConformanceWorld, reason: string, { name }: Named, pods: string[]) {
    const messages = () => messagesAbout(this.trace, name, reason)
    await this.eventually(
      `an event ${reason} about ${name} is recorded`,
      () => messages().length > 0,
      waits.eventArrives,
    )
    await this.hush()
    const pod = new RegExp(`\\b${name}-\\d+\\b`, 'g')
    const seen = new Set(messages().flatMap((message) => message.match(pod) ?? []))
    if ([...seen].sort().join() !== [...pods].sort().join())
      throw new GuaranteeBroken(`events ${reason} name other Pods`, pods, [...seen])
  },
)

Then(
  'Service {name} reaches only Pod(s) {names}',
  async function (this: ConformanceWorld, service: string, pods: string[]) {
    await this.eventually(
      `Service ${service} reaches ${pods.join()}`,
      () => reachedBy(this.trace, service).sort().join() === [...pods].sort().join(),
    )
  },
)

Then('nothing else changed', async function (this: ConformanceWorld) {
  await this.promised(() => {
    const seen = this.unaccounted().map(({ resource, name, what, fields }) =>
      `${resource}/${name} ${what} ${fields.join(' ')}`.trim(),
    )
    if (seen.length > 0) throw new GuaranteeBroken('something else changed', 'nothing', seen)
  })
})

/** Compares fields by path; `<name>` and `<ordinal>` stand for the object's own. */
function expectFields(object: KubeObject, table: DataTable): void {
  const { name } = object.metadata
  for (const [field, text] of table.raw() as [string, string][]) {
    const expected = text.replaceAll('<name>', name).replaceAll('<ordinal>', /\d+$/.exec(name)?.[0] ?? '')
    const seen = path(object, field)
    const words = typeof seen === 'string' ? seen : JSON.stringify(seen)
    if ((words ?? '') !== expected)
      throw new GuaranteeBroken(`${field} of ${name} is not as promised`, expected, words ?? 'no such field')
  }
}

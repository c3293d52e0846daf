import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { parse, parseAllDocuments } from 'yaml'
import { type KubeObject, type Manifest, resources } from '../client/index.ts'
import { eventAbout, messagesAbout, reachedBy } from '../observe/facts/others.ts'
import { path } from '../observe/path.ts'
import {
  type ConformanceWorld,
  GuaranteeBroken,
  HarnessError,
  type Named,
  pluralOf,
  resourceOf,
} from '../world/index.ts'

Given('this exists:', async function (this: ConformanceWorld, yaml: string) {
  for (const document of parseAllDocuments(yaml)) await createAny(this, document.toJS() as Manifest)
})

When('{object} is patched with:', async function (this: ConformanceWorld, { what, name }: Named, yaml: string) {
  const body = parse(yaml) as unknown
  const resource = what === 'StatefulSet' ? this.kind : resourceOf[what as keyof typeof resourceOf]
  this.did(`patch ${resource.plural} ${name} --type=merge -p '${JSON.stringify(body)}'`)
  this.account(`${resource.plural}/${name}`)
  await this.attempt(() => this.api.patch({ resource, namespace: this.namespace, name }, 'merge', body))
})

When('the quota {name} is lifted', async function (this: ConformanceWorld, name: string) {
  this.did(`delete resourcequota ${name}`)
  await this.api.remove({ resource: resources.quotas, namespace: this.namespace, name })
})

Then('{object} has:', async function (this: ConformanceWorld, { what, name }: Named, table: DataTable) {
  await this.settled()
  expectFields(need(this, { what, name }), table)
})

Then('every Pod has:', async function (this: ConformanceWorld, table: DataTable) {
  await this.settled()
  const pods = this.objects('pods')
  if (pods.length === 0) throw new GuaranteeBroken('no Pods exist')
  for (const pod of pods) expectFields(pod, table)
})

Then('{object} has no field {string}', async function (this: ConformanceWorld, named: Named, field: string) {
  await this.settled()
  const seen = path(need(this, named), field)
  if (seen !== undefined) throw new GuaranteeBroken(`${named.name} has ${field}`, 'no such field', seen)
})

Then('{object} is owned by StatefulSet {name}', async function (this: ConformanceWorld, named: Named, owner: string) {
  await this.settled()
  const { uid, name } = need(this, { what: 'StatefulSet', name: owner }).metadata
  const expected = [`${this.kind.kind} ${name} ${uid} controller=true blockOwnerDeletion=true`]
  const seen = (need(this, named).metadata.ownerReferences ?? [])
    .filter(({ controller }) => controller)
    .map(
      (reference) =>
        `${reference.kind} ${reference.name} ${reference.uid} controller=true blockOwnerDeletion=${reference.blockOwnerDeletion}`,
    )
  if (seen.join() !== expected.join())
    throw new GuaranteeBroken(`${named.name} is not controlled by ${owner}`, expected, seen)
})

Then('{object} is owned by nobody', async function (this: ConformanceWorld, named: Named) {
  await this.settled()
  const seen = need(this, named).metadata.ownerReferences ?? []
  if (seen.length > 0) throw new GuaranteeBroken(`${named.name} has owners`, 'none', seen)
})

// Controllers record events beside their work and without waiting for them: no sync vouches for an event.
Then(
  'event {word} was recorded about {object}',
  async function (this: ConformanceWorld, reason: string, { name }: Named) {
    const seen = () => eventAbout(this.trace, name, this.windowStart)
    await this.eventually(`event ${reason} about ${name} is recorded`, () => seen().includes(reason))
  },
)

Then(
  'event {word} was recorded about {object} naming only Pod(s) {names}',
  async function (this: ConformanceWorld, reason: string, { name }: Named, pods: string[]) {
    const messages = () => messagesAbout(this.trace, name, reason)
    await this.eventually(`an event ${reason} about ${name} is recorded`, () => messages().length > 0)
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
  await this.settled()
  const others = [this.kind.plural, 'pods', 'persistentvolumeclaims', 'controllerrevisions']
    .flatMap((resource) => this.changes(resource))
    .filter((change) => !this.accountedFor(change))
    // Recording a template as a revision is part of creating the workload or changing it, which a When has said.
    .filter((change) => !(change.resource === 'controllerrevisions' && this.mentions(change)))
  const seen = others.map(({ resource, name, what, fields }) =>
    `${resource}/${name} ${what} ${fields.join(' ')}`.trim(),
  )
  if (seen.length > 0) throw new GuaranteeBroken('something else changed', 'nothing', seen)
})

async function createAny(world: ConformanceWorld, manifest: Manifest): Promise<void> {
  const resource = resources.resourceOfKind(manifest.kind)
  if (!resource)
    throw new HarnessError(`the suite cannot create a ${manifest.kind}: name it in steps/client/resources.ts`)
  await world.create(manifest, resource)
  if (world.lastAnswer)
    throw new HarnessError(`the cluster refused what the scenario needs: ${world.lastAnswer.message}`)
}

function need(world: ConformanceWorld, { what, name }: Named): KubeObject {
  const object = world.object(pluralOf(what, world.kind.plural), name)
  if (!object) throw new GuaranteeBroken(`there is no ${what} ${name}`)
  return object
}

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

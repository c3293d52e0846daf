import { type DataTable, Given, When } from '@cucumber/cucumber'
import { parse, parseAllDocuments } from 'yaml'
import type { ConformanceWorld, Manifest, NamedObject, NamedObjects } from '../world/index.ts'

Given('this exists:', async function (this: ConformanceWorld, yaml: string) {
  for (const document of parseAllDocuments(this.fillPlaceholders(yaml)))
    await this.objects.provide(document.toJS() as Manifest)
})

When('{objects} is/are deleted', async function (this: ConformanceWorld, { what, names }: NamedObjects) {
  for (const name of names)
    if (what === 'Pod') await this.pods.delete(name)
    else await this.objects.delete({ what, name })
})

When(
  'a copy of {object} is created with:',
  async function (this: ConformanceWorld, named: NamedObject, table: DataTable) {
    const fields = table
      .raw()
      .map(([path = '', value = '']) => [path, value === '<absent>' ? undefined : parse(this.fillPlaceholders(value))])
    await this.objects.copy(named, fields as [string, unknown][])
  },
)

When('{object} is patched with:', async function (this: ConformanceWorld, named: NamedObject, yaml: string) {
  await this.objects.patch(named, parse(this.fillPlaceholders(yaml)) as Record<string, unknown>)
})

When(
  'the status of {object} is patched with:',
  async function (this: ConformanceWorld, named: NamedObject, yaml: string) {
    await this.objects.patch(named, parse(this.fillPlaceholders(yaml)) as Record<string, unknown>, 'status')
  },
)

When('this request is sent:', async function (this: ConformanceWorld, text: string) {
  await this.objects.send(this.fillPlaceholders(text))
})

Given(
  '{owner} {ownership} {object}',
  async function (this: ConformanceWorld, owner: string, ownership: string, named: NamedObject) {
    await this.objects.addOwner(owner, ownership, named)
  },
)

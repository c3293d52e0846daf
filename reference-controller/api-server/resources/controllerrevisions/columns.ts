import type { KubeObject } from '../definition.ts'
import { ageColumn, type Column, column, nameColumn } from '../shared/columns.ts'

export const controllerRevisionColumns: Column[] = [
  nameColumn,
  column('Controller', controllerOf),
  column('Revision', (object) => object['revision'] ?? 0),
  ageColumn,
]

function controllerOf({ metadata }: KubeObject): string {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller)
  if (!owner) return '<none>'
  const [, group = ''] = owner.apiVersion.split('/').reverse()
  return `${group ? `${owner.kind}.${group}` : owner.kind}`.toLowerCase().concat('/', owner.name)
}

import type { CustomResourceDefinition } from './types.ts'

export function defaultDefinition({ spec }: CustomResourceDefinition): void {
  const { names } = spec
  if (!names.singular) names.singular = (names.kind ?? '').toLowerCase()
  if (!names.listKind && names.kind) names.listKind = `${names.kind}List`
  spec.conversion ??= { strategy: 'None' }
}

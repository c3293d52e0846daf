import type { Manifest, Resource } from '../../client/index.ts'

/** Says where in a file something is wrong. */
export type Complain = (path: PropertyKey[], message: string) => never

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean
}

interface Version {
  readonly name: string
  readonly served: boolean
  readonly schema?: { readonly openAPIV3Schema?: Schema }
  readonly subresources?: { readonly status?: object; readonly scale?: object }
}

interface Definition extends Manifest {
  readonly spec: {
    readonly group: string
    readonly names: { readonly plural: string; readonly kind: string }
    readonly versions: readonly Version[]
  }
}

const isDefinition = (manifest: Manifest): manifest is Definition => manifest.kind === 'CustomResourceDefinition'

/** The definition of a kind among manifests. */
export const definitionOf = ({ group, plural }: Resource, manifests: readonly Manifest[]): Definition | undefined =>
  manifests.filter(isDefinition).find(({ spec }) => spec.group === group && spec.names.plural === plural)

/** Compares a kind with the CustomResourceDefinition that the file installs for it: what differs would fail much later. */
export function checkDefinition(kind: Resource, manifests: readonly Manifest[], complain: Complain): void {
  const ofGroup = manifests.filter(isDefinition).filter(({ spec }) => spec.group === kind.group)
  const definition = definitionOf(kind, manifests)
  if (!definition) {
    const plurals = ofGroup.map(({ spec }) => spec.names.plural)
    if (plurals.length > 0)
      complain(
        ['resource', 'plural'],
        `expected ${plurals.join(' or ')}, as its CustomResourceDefinition has it, found ${kind.plural}`,
      )
    return
  }
  const { names, versions } = definition.spec
  if (names.kind !== kind.kind)
    complain(['resource', 'kind'], `expected ${names.kind}, as its CustomResourceDefinition has it, found ${kind.kind}`)
  const served = versions.filter((version) => version.served)
  const version = served.find(({ name }) => name === kind.version)
  if (version === undefined) {
    const known = served.map(({ name }) => name).join(' or ')
    complain(
      ['resource', 'version'],
      `expected ${known}, which its CustomResourceDefinition serves, found ${kind.version}`,
    )
  }
  for (const part of ['status', 'scale'] as const)
    if (!version.subresources?.[part])
      complain(
        ['resource', 'version'],
        `expected the CustomResourceDefinition to have the subresource ${part} in ${kind.version}, found none`,
      )
  const schema = version.schema?.openAPIV3Schema
  for (const [ours, theirs] of Object.entries(kind.fields ?? {}))
    if (!leadsTo(schema, theirs.split('.')))
      complain(
        ['fields', 'moved', ours],
        `expected the path of a field of ${kind.kind}, found that its CustomResourceDefinition has no ${theirs}`,
      )
}

function leadsTo(schema: Schema | undefined, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined || schema?.['x-kubernetes-preserve-unknown-fields']) return true
  const inner = schema?.properties?.[key]
  return inner !== undefined && leadsTo(inner, rest)
}

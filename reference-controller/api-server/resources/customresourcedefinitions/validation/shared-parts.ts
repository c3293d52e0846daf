import { isDeepStrictEqual } from 'node:util'
import type { DefinitionVersion } from '../types.ts'

const PARTS = ['schema', 'subresources', 'additionalPrinterColumns'] as const

/** What all versions have alike, and the versions without it. */
export interface SharedParts {
  shared: Pick<DefinitionVersion, (typeof PARTS)[number]>
  versions: DefinitionVersion[]
}

/** Upstream validates in an older form, in which what all versions have in common stands above them. */
export function withSharedParts(versions: readonly DefinitionVersion[]): SharedParts {
  const [first] = versions
  const common = PARTS.filter(
    (part) => first?.[part] !== undefined && versions.every((version) => isDeepStrictEqual(version[part], first[part])),
  )
  const without = (version: DefinitionVersion) =>
    Object.fromEntries(Object.entries(version).filter(([part]) => !common.some((one) => one === part)))
  return {
    shared: Object.fromEntries(common.map((part) => [part, first?.[part]])),
    versions: versions.map((version) => without(version) as unknown as DefinitionVersion),
  }
}

/** The refusal shows the versions in that form, with the names of the server's own Go values. */
export function shownVersions(versions: readonly DefinitionVersion[]): unknown[] {
  return versions.map((version) => ({
    Name: version.name,
    Served: version.served,
    Storage: version.storage,
    Deprecated: version.deprecated ?? false,
    DeprecationWarning: version.deprecationWarning ?? null,
    Schema: version.schema ?? null,
    Subresources: version.subresources ?? null,
    AdditionalPrinterColumns: version.additionalPrinterColumns ?? null,
    SelectableFields: version.selectableFields ?? null,
  }))
}

import type { Rules } from '../../resources/shared/strategy.ts'
import { crdColumns } from './columns.ts'
import { markTerminating } from './terminating.ts'
import type { CustomResourceDefinition } from './types.ts'
import { validateCrd } from './validation.ts'
import { crdWarnings } from './warnings.ts'

const rules: Rules = {
  needsRevision: true,
  countsGenerations: true,
  defaults: (object) => defaultCrd(object as CustomResourceDefinition),
  prepareForCreate(object) {
    const crd = object as CustomResourceDefinition
    crd.status = { conditions: null, acceptedNames: { plural: '', kind: '' }, storedVersions: null }
    addStoredVersion(crd)
  },
  prepareForUpdate: (object) => addStoredVersion(object as CustomResourceDefinition),
  validate: (object) => validateCrd(object as CustomResourceDefinition),
  markTerminating,
  warnings: (object) => crdWarnings(object as CustomResourceDefinition),
}

/** The resource `customresourcedefinitions`, for the registry. */
export const crdResource = { rules, columns: crdColumns }

function defaultCrd({ spec }: CustomResourceDefinition): void {
  const { names } = spec
  if (!names.singular) names.singular = (names.kind ?? '').toLowerCase()
  if (!names.listKind && names.kind) names.listKind = `${names.kind}List`
  spec.conversion ??= { strategy: 'None' }
}

/** status.storedVersions names every version in which an object may be stored. */
function addStoredVersion(crd: CustomResourceDefinition): void {
  const storage = (crd.spec.versions ?? []).find((version) => version.storage)
  const stored = crd.status.storedVersions ?? []
  if (!storage || stored.includes(storage.name)) return
  crd.status = { ...crd.status, storedVersions: [...stored, storage.name] }
}

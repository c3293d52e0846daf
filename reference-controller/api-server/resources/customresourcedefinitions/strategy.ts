import type { Rules } from '../shared/strategy.ts'
import type { CustomResourceDefinition } from './types.ts'
import { validateCrd } from './validation.ts'
import { crdWarnings } from './warnings.ts'

export const crdRules: Rules = {
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
  warnings: (object) => crdWarnings(object as CustomResourceDefinition),
}

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

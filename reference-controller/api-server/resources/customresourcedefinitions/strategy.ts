import type { KubeObject, StatusCause } from '../definition.ts'
import type { Rules } from '../shared/strategy.ts'
import { defaultDefinition } from './defaults.ts'
import type { CustomResourceDefinition } from './types.ts'
import { validateDefinition, validateDefinitionUpdate, validateNames } from './validation/index.ts'
import { definitionWarnings } from './warnings.ts'

/** Kinds that are added while the server runs. What they are served as is in custom/. */
export const definitionRules: Rules = {
  needsRevision: true,
  countsGenerations: true,
  nameRule: () => [],
  defaults: (object) => defaultDefinition(object as CustomResourceDefinition),
  prepareForCreate(object) {
    const crd = object as CustomResourceDefinition
    crd.status = { conditions: null, acceptedNames: { plural: '', kind: '' }, storedVersions: null }
    storeVersion(crd)
  },
  prepareForUpdate: (object) => storeVersion(object as CustomResourceDefinition),
  validate: (object) => validateDefinition(object as CustomResourceDefinition),
  validateUpdate: (object, old) =>
    validateDefinitionUpdate(object as CustomResourceDefinition, old as CustomResourceDefinition),
  validateStatusUpdate: (object) => statusCauses(object),
  warnings: (object, old) =>
    definitionWarnings(object as CustomResourceDefinition, old as CustomResourceDefinition | undefined),
}

function statusCauses(object: KubeObject): StatusCause[] {
  return validateNames((object as CustomResourceDefinition).status.acceptedNames, 'status.acceptedNames')
}

/** The version in which objects are stored from now on is one in which some may be stored. */
function storeVersion(crd: CustomResourceDefinition): void {
  const storage = (crd.spec.versions ?? []).find((version) => version.storage)
  const stored = crd.status.storedVersions ?? []
  if (!storage || stored.includes(storage.name)) return
  crd.status = { ...crd.status, storedVersions: [...stored, storage.name] }
}

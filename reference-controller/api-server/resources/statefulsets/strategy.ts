import { dnsLabelName } from '../shared/names.ts'
import type { Rules } from '../shared/strategy.ts'
import { defaultStatefulSet } from './defaults.ts'
import type { StatefulSet } from './types.ts'
import { validateStatefulSet, validateStatefulSetStatus, validateStatefulSetUpdate } from './validation.ts'

const KEEPS_ALL =
  'spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended'

/** Spec and status are written apart: the main resource keeps the status, /status keeps the spec. */
export const statefulSetRules: Rules = {
  nameRule: dnsLabelName,
  countsGenerations: true,
  defaults: (object) => defaultStatefulSet(object as StatefulSet),
  prepareForCreate: (object) => dropGatedFields(object as StatefulSet),
  prepareForUpdate: (object, old) => dropGatedFields(object as StatefulSet, old as StatefulSet),
  validate: (object) => validateStatefulSet(object as StatefulSet),
  validateUpdate: (object, old) => validateStatefulSetUpdate(object as StatefulSet, old as StatefulSet),
  validateStatusUpdate: (object, old) => validateStatefulSetStatus(object as StatefulSet, old as StatefulSet),
  warnings: (object) => (((object as StatefulSet).spec.revisionHistoryLimit ?? 0) < 0 ? [KEEPS_ALL] : []),
}

/** Gate MaxUnavailableStatefulSet, off by default: its field is dropped unless it is in use already. */
function dropGatedFields({ spec }: StatefulSet, old?: StatefulSet): void {
  if (old?.spec.updateStrategy.rollingUpdate?.maxUnavailable !== undefined) return
  delete spec.updateStrategy.rollingUpdate?.maxUnavailable
}

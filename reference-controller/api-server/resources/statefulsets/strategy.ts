import type { Features } from '../../../feature-gates.ts'
import type { KubeObject } from '../definition.ts'
import { claimWarnings } from '../shared/claim-spec.ts'
import { dnsLabelName } from '../shared/names.ts'
import { podSpecWarnings } from '../shared/pod-template/warnings.ts'
import type { Rules } from '../shared/strategy.ts'
import { defaultStatefulSet } from './defaults.ts'
import type { StatefulSet } from './types.ts'
import { validateStatefulSet, validateStatefulSetStatus, validateStatefulSetUpdate } from './validation.ts'

const KEEPS_ALL =
  'spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended'

/** Spec and status are written apart: the main resource keeps the status, /status keeps the spec. */
export const statefulSetRules = (features: Features): Rules => ({
  nameRule: dnsLabelName,
  countsGenerations: true,
  defaults: (object) => defaultStatefulSet(object as StatefulSet, features),
  ...(!features.maxUnavailable && {
    prepareForCreate: (object) => dropMaxUnavailable(object as StatefulSet),
    prepareForUpdate: (object, old) => dropMaxUnavailable(object as StatefulSet, old as StatefulSet),
  }),
  validate: (object) => validateStatefulSet(object as StatefulSet, features),
  validateUpdate: (object, old) => validateStatefulSetUpdate(object as StatefulSet, old as StatefulSet, features),
  validateStatusUpdate: (object, old) => validateStatefulSetStatus(object as StatefulSet, old as StatefulSet),
  warnings: (object, old) => warnings(object as StatefulSet, old),
})

function warnings({ metadata, spec }: StatefulSet, old: KubeObject | undefined): string[] {
  const sameSpec = metadata.generation === old?.metadata.generation
  return [
    ...(sameSpec ? [] : podSpecWarnings(spec.template.spec, 'spec.template.spec')),
    ...(spec.volumeClaimTemplates ?? []).flatMap((claim, index) => {
      const field = `spec.volumeClaimTemplates[${index}]`
      // kube-apiserver spells the path of an update in this way.
      return claimWarnings(claim.spec, old ? `${field}.Spec` : field)
    }),
    ...((spec.revisionHistoryLimit ?? 0) < 0 ? [KEEPS_ALL] : []),
  ]
}

/** Where the gate MaxUnavailableStatefulSet is off its field is dropped, unless it is in use already. */
function dropMaxUnavailable({ spec }: StatefulSet, old?: StatefulSet): void {
  if (old?.spec.updateStrategy.rollingUpdate?.maxUnavailable !== undefined) return
  delete spec.updateStrategy.rollingUpdate?.maxUnavailable
}

import { addFinalizer } from '../shared/finalizers.ts'
import type { Rules } from '../shared/strategy.ts'
import { type Volume, validateVolume, validateVolumeUpdate } from './validation.ts'

/** A volume begins Pending, and is protected from deletion while a claim is bound to it. */
export const volumeRules: Rules = {
  defaults(object) {
    const { spec } = object as Volume
    spec.persistentVolumeReclaimPolicy ||= 'Retain'
    spec.volumeMode ||= 'Filesystem'
    const hostPath = spec['hostPath'] as { type?: string } | undefined
    if (hostPath) hostPath.type ??= ''
  },
  prepareForCreate(object, { now }) {
    object['status'] = { phase: 'Pending', lastPhaseTransitionTime: now }
    addFinalizer(object, 'kubernetes.io/pv-protection')
  },
  validate: (object) => validateVolume(object as Volume),
  validateUpdate: (object, old) => validateVolumeUpdate(object as Volume, old as Volume),
}

import { addFinalizer } from '../shared/finalizers.ts'
import type { Rules } from '../shared/strategy.ts'
import { type Volume, validateVolume, validateVolumeUpdate } from './validation.ts'

const RECYCLE =
  'spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.'

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
  warnings: (object) => ((object as Volume).spec.persistentVolumeReclaimPolicy === 'Recycle' ? [RECYCLE] : []),
  validateUpdate: (object, old) => [
    // Once as of any volume, and once as of a change.
    ...validateVolume(object as Volume),
    ...validateVolumeUpdate(object as Volume, old as Volume),
  ],
}

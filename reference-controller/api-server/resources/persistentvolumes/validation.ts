import type { KubeObject, StatusCause } from '../definition.ts'
import { objectType } from '../schema/table.ts'
import { same } from '../shared/equality.ts'
import { forbidden, invalid, required } from '../shared/field-errors.ts'

export interface Volume extends KubeObject {
  spec: VolumeSpec
  status?: { phase?: string; lastPhaseTransitionTime?: string; [more: string]: unknown }
}

interface VolumeSpec {
  capacity?: Record<string, string>
  accessModes?: string[]
  volumeMode?: string
  [more: string]: unknown
}

export function validateVolume({ spec }: Volume): StatusCause[] {
  return [
    ...(spec.accessModes?.length ? [] : [required('spec.accessModes')]),
    ...(spec.capacity ? [] : [required('spec.capacity')]),
    ...(Object.keys(source(spec)).length > 0 ? [] : [required('spec', 'must specify a volume type')]),
  ]
}

export function validateVolumeUpdate(volume: Volume, old: Volume): StatusCause[] {
  const { volumeMode } = volume.spec
  const moved = !same(source(volume.spec), source(old.spec))
  return [
    ...validateVolume(volume),
    ...(moved ? [forbidden('spec.persistentvolumesource', 'is immutable after creation')] : []),
    ...(volumeMode === old.spec.volumeMode ? [] : [invalid('volumeMode', volumeMode, 'field is immutable')]),
  ]
}

/** The source of the volume: the fields of the spec whose type is named …Source in the schema. */
function source(spec: VolumeSpec): Record<string, unknown> {
  const fields = objectType('core.v1.PersistentVolumeSpec')!.fields
  return Object.fromEntries(Object.entries(spec).filter(([name]) => fields[name]?.type.endsWith('Source')))
}

import type { KubeObject, StatusCause } from '../definition.ts'
import { objectType } from '../schema/table.ts'
import { ACCESS_MODES, VOLUME_MODES } from '../shared/claim-spec.ts'
import { same } from '../shared/equality.ts'
import { forbidden, invalid, notSupported, oneOf, required } from '../shared/field-errors.ts'
import { compareQuantities } from '../shared/quantity.ts'

export interface Volume extends KubeObject {
  spec: VolumeSpec
  status?: { phase?: string; lastPhaseTransitionTime?: string; [more: string]: unknown }
}

interface VolumeSpec {
  capacity?: Record<string, string>
  accessModes?: string[]
  persistentVolumeReclaimPolicy?: string
  volumeMode?: string
  [more: string]: unknown
}

export function validateVolume({ spec }: Volume): StatusCause[] {
  const { accessModes = [], capacity, volumeMode } = spec
  return [
    ...(accessModes.length > 0 ? [] : [required('spec.accessModes')]),
    ...accessModes
      .filter((mode) => !ACCESS_MODES.includes(mode))
      .map((mode) => notSupported('spec.accessModes', mode, ACCESS_MODES)),
    ...validateCapacity(capacity),
    ...oneOf('spec.persistentVolumeReclaimPolicy', spec.persistentVolumeReclaimPolicy, ['Delete', 'Recycle', 'Retain']),
    ...(Object.keys(source(spec)).length > 0 ? [] : [required('spec', 'must specify a volume type')]),
    ...(volumeMode && !VOLUME_MODES.includes(volumeMode)
      ? [notSupported('spec.volumeMode', volumeMode, VOLUME_MODES)]
      : []),
  ]
}

export function validateVolumeUpdate(volume: Volume, old: Volume): StatusCause[] {
  const found = validateVolume(volume)
  if (!same(source(volume.spec), source(old.spec))) {
    found.push(forbidden('spec.persistentvolumesource', 'spec.persistentvolumesource is immutable after creation\n'))
  }
  if (volume.spec.volumeMode === old.spec.volumeMode) return found
  return [...found, invalid('volumeMode', volume.spec.volumeMode, 'field is immutable')]
}

function validateCapacity(capacity: Record<string, string> | undefined): StatusCause[] {
  const field = 'spec.capacity'
  const found = capacity ? [] : [required(field)]
  if (!capacity?.['storage'] || Object.keys(capacity).length > 1) {
    found.push(notSupported(field, capacity, ['storage']))
  }
  const empty = Object.entries(capacity ?? {}).filter(([, amount]) => compareQuantities(amount, '0') <= 0)
  return [...found, ...empty.map(([name, amount]) => invalid(`${field}[${name}]`, amount, 'must be greater than zero'))]
}

/** The one part of the spec that says where the data is: fields that are objects named …Source in the schema. */
function source(spec: VolumeSpec): Record<string, unknown> {
  const fields = objectType('core.v1.PersistentVolumeSpec')!.fields
  return Object.fromEntries(Object.entries(spec).filter(([name]) => fields[name]?.type.endsWith('Source')))
}
